import "server-only";
import { type Address, getAddress, isAddress, parseEther, toHex } from "viem";
import { z } from "zod";
import { isSameOrigin } from "@/lib/auth/same-origin";
import type { Chain, OpenRpc } from "@/lib/chain/chain";
import { LOCAL_CHAIN_ID } from "@/lib/env";
import { callUpstream } from "./rpc-upstream";

const FULL_WEI = parseEther("10");
const LOW_WEI = parseEther("1");

const bodySchema = z.object({
  address: z
    .string()
    .refine(
      (value) => isAddress(value, { strict: false }),
      "must be an address: 0x and 40 hexadecimal digits",
    )
    .transform((value) => getAddress(value)),
});

/**
 * Gives a burner wallet test money: 10 ETH whenever it holds less than 1. The local chain only; on any other the
 * endpoint does not exist, and the node has no such method either.
 */
export async function fundBurner(request: Request, chain: Chain, appUrl: string): Promise<Response> {
  if (chain.chainId !== LOCAL_CHAIN_ID) return answer(404, "There is no burner wallet on this chain.");
  if (!isSameOrigin(request.headers, appUrl))
    return answer(403, "This endpoint serves the pages of this site only.");

  const body = bodySchema.safeParse(await request.json().catch(() => null));
  if (!body.success) return answer(422, z.prettifyError(body.error));
  const { address } = body.data;

  const balance = await chain.client.getBalance({ address });
  if (balance >= LOW_WEI) return Response.json({ address, funded: false });
  const funded = await setBalance(chain.openRpc, address);
  return funded
    ? Response.json({ address, funded })
    : answer(502, "The local chain did not take the new balance.");
}

/** anvil and Hardhat each know the method under their own name. */
async function setBalance(rpc: OpenRpc, address: Address): Promise<boolean> {
  for (const method of ["anvil_setBalance", "hardhat_setBalance"]) {
    const [reply] = await callUpstream(rpc, [{ method, params: [address, toHex(FULL_WEI)] }]);
    if (reply && "result" in reply) return true;
  }
  return false;
}

function answer(status: number, detail: string): Response {
  return Response.json({ title: "Burner wallet", status, detail }, { status });
}

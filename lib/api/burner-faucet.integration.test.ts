import { type Address, parseEther } from "viem";
import { generatePrivateKey, privateKeyToAddress } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Chain } from "@/lib/chain/chain";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { fundBurner } from "./burner-faucet";

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
});

afterAll(() => runtime.close());

const newAddress = () => privateKeyToAddress(generatePrivateKey());
const balanceOf = (address: Address) => runtime.chain.client.getBalance({ address });

function fund(body: unknown, { chain = runtime.chain, origin = runtime.env.appUrl } = {}) {
  const request = new Request(`${runtime.env.appUrl}/api/burner`, {
    method: "POST",
    headers: { origin },
    body: JSON.stringify(body),
  });
  return fundBurner(request, chain, runtime.env.appUrl);
}

describe("the burner wallet's faucet", () => {
  it("gives 10 ETH to a wallet that has next to nothing", async () => {
    const address = newAddress();
    expect(await (await fund({ address })).json()).toEqual({ address, funded: true });
    expect(await balanceOf(address)).toBe(parseEther("10"));
  });

  it("leaves a wallet alone that has enough", async () => {
    const address = newAddress();
    await runtime.anvil.setBalance({ address, value: parseEther("2") });
    expect(await (await fund({ address })).json()).toEqual({ address, funded: false });
    expect(await balanceOf(address)).toBe(parseEther("2"));
  });

  it("does not exist on any other chain, even if the node would do it", async () => {
    const address = newAddress();
    const chain: Chain = { ...runtime.chain, chainId: 1 };
    expect((await fund({ address }, { chain })).status).toBe(404);
    expect(await balanceOf(address)).toBe(0n);
  });

  it("refuses what is no address, and other sites' pages", async () => {
    expect((await fund({ address: "0x12" })).status).toBe(422);
    expect((await fund("nonsense")).status).toBe(422);
    expect((await fund({ address: newAddress() }, { origin: "https://evil.example" })).status).toBe(403);
  });
});

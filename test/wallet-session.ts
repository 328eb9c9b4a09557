import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { z } from "zod";
import { getAuth } from "@/lib/auth/get-auth";
import type { TestRuntime } from "./test-runtime";

const ORIGIN = "http://localhost:3000";

export const newWallet = (): PrivateKeyAccount => privateKeyToAccount(generatePrivateKey());

/** Asks better-auth as our own pages do. */
export function askAuth(
  method: "GET" | "POST",
  path: string,
  options: { body?: unknown; cookie?: string } = {},
) {
  const { body, cookie } = options;
  return getAuth().auth.handler(
    new Request(`${ORIGIN}/api/auth${path}`, {
      method,
      headers: { "content-type": "application/json", origin: ORIGIN, ...(cookie ? { cookie } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
}

/** Signs in with a wallet, as a browser does. @returns the headers of its later requests. */
export async function signIn({ chain }: TestRuntime, account = newWallet()): Promise<Record<string, string>> {
  const asked = await askAuth("POST", "/siwe/nonce", { body: {} });
  const { nonce } = z.object({ nonce: z.string() }).parse(await asked.json());
  const message = createSiweMessage({
    address: account.address,
    domain: new URL(ORIGIN).host,
    uri: ORIGIN,
    version: "1",
    chainId: chain.chainId,
    nonce,
    issuedAt: new Date(),
  });
  const signature = await account.signMessage({ message });
  const response = await askAuth("POST", "/siwe/verify", { body: { message, signature } });
  if (response.status !== 200) throw new Error(`Signing in was answered ${response.status}.`);
  const cookie = response.headers.getSetCookie().map((line) => line.split(";")[0]);
  return { Cookie: cookie.join("; "), Origin: ORIGIN, "Sec-Fetch-Site": "same-origin" };
}

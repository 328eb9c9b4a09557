import { getAddress } from "viem";
import { z } from "zod";

const nonceSchema = z.object({ nonce: z.string() });
const verifiedSchema = z.object({
  user: z.object({ id: z.string(), walletAddress: z.string().transform((value) => getAddress(value)) }),
});

/** The three calls of signing in and out. @throws when the server refuses or can't be reached. */
export async function fetchNonce(): Promise<string> {
  return nonceSchema.parse(await post("/api/auth/siwe/nonce", {})).nonce;
}

/** Trades a signed ERC-4361 message for a session cookie. */
export async function verifySignature(signed: { message: string; signature: string }) {
  return verifiedSchema.parse(await post("/api/auth/siwe/verify", signed)).user;
}

export async function endSession(): Promise<void> {
  await post("/api/auth/sign-out", {});
}

async function post(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`Signing in did not work (${response.status}). Please try again.`);
  return response.json();
}

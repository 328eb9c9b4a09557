import { isHex, type PublicClient } from "viem";
import { parseSiweMessage, verifySiweMessage } from "viem/siwe";

type SignIn = {
  client: PublicClient;
  /** Where the page that asked for the signature was served from. */
  origin: string;
  chainId: number;
  message: string;
  signature: string;
  /** What better-auth read out of the message; this file reads it a second time and must find the same. */
  address: string;
  nonce: string;
};

/** A message is signed for minutes, not for later: the clock of the signer may be off by this much. */
const AGE_MAX_MS = 10 * 60_000;

/**
 * Whether an ERC-4361 message was made for this site and chain, now, and signed by `address`.
 * Contracts sign through ERC-1271, and through ERC-6492 before they are deployed.
 * The caller has made sure that the nonce was ours and is used once.
 */
export async function verifySignIn({ client, origin, ...signIn }: SignIn): Promise<boolean> {
  const site = new URL(origin);
  const message = parseSiweMessage(signIn.message);
  const isForHere =
    message.domain === site.host &&
    message.version === "1" &&
    message.chainId === signIn.chainId &&
    message.nonce === signIn.nonce &&
    message.address?.toLowerCase() === signIn.address.toLowerCase() &&
    originOf(message.uri) === site.origin &&
    isRecent(message.issuedAt);
  if (!isForHere || !message.address || !isHex(signIn.signature)) return false;

  return verifySiweMessage(client, {
    message: signIn.message,
    signature: signIn.signature,
    address: message.address,
    domain: site.host,
    nonce: signIn.nonce,
  });
}

function originOf(uri: string | undefined): string | null {
  return uri && URL.canParse(uri) ? new URL(uri).origin : null;
}

function isRecent(issuedAt: Date | undefined): boolean {
  return issuedAt !== undefined && Math.abs(Date.now() - issuedAt.getTime()) <= AGE_MAX_MS;
}

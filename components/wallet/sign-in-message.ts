import type { Address } from "viem";
import { createSiweMessage } from "viem/siwe";
import type { PublicConfig } from "@/lib/auth/public-config";
import { signInOrigins } from "@/lib/auth/sign-in-origins";

const LIFE_MS = 5 * 60_000;

/**
 * The ERC-4361 text that the wallet shows and signs.
 * @throws where the page is open under a name that the server does not know, since it would refuse the signature.
 */
export function signInMessage(config: PublicConfig, signer: { address: Address; nonce: string }): string {
  const { origin, host } = window.location;
  if (!signInOrigins(config.appUrl).includes(origin)) {
    throw new Error(
      `Signing in works at ${config.appUrl} only: open the page there, or set APP_URL to ${origin}.`,
    );
  }
  const issuedAt = new Date();
  return createSiweMessage({
    ...signer,
    domain: host,
    uri: origin,
    version: "1",
    chainId: config.chainId,
    statement: "Sign in to TicketChain. This costs nothing and moves nothing.",
    issuedAt,
    expirationTime: new Date(issuedAt.getTime() + LIFE_MS),
  });
}

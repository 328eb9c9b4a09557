import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/errors";

const BYTES = 24;

/** A secret that takes a ticket out of custody, and the hash that alone is kept of it. */
export function newClaimToken(): { token: string; hash: string } {
  const token = randomBytes(BYTES).toString("base64url");
  return { token, hash: hashClaimToken(token) };
}

/**
 * Makes sure that this is the ticket's claim token.
 * @throws {AppError} `claim_token_invalid`.
 */
export function requireClaimToken(ticket: { claimTokenHash: string | null }, token: string): void {
  const expected = Buffer.from(ticket.claimTokenHash ?? "");
  const given = Buffer.from(hashClaimToken(token));
  if (expected.length === given.length && timingSafeEqual(expected, given)) return;
  throw new AppError(
    "claim_token_invalid",
    "This is not the ticket's claim token. A resale makes a new one.",
  );
}

/** What is kept of a claim token: it is long and random, so a plain hash can't be guessed backwards. */
function hashClaimToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

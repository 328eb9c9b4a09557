import { createHash, randomBytes } from "node:crypto";

const BYTES = 24;

/** A secret that takes a ticket out of custody, and the hash that alone is kept of it. */
export function newClaimToken(): { token: string; hash: string } {
  const token = randomBytes(BYTES).toString("base64url");
  return { token, hash: createHash("sha256").update(token).digest("hex") };
}

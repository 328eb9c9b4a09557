import { createHash } from "node:crypto";

/** What is kept of an API key. Keys are long and random, so a plain hash can't be guessed backwards. */
export function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

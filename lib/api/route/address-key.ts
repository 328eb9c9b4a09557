/**
 * Whom the limit counts when nobody has said who they are: an address. The server sets this header itself, to the caller
 * that it sees or that its proxy saw (`scripts/lib/serve`), so no client can choose it.
 */
export function addressKeyOf(headers: Headers): string {
  return `address:${headers.get("x-forwarded-for") ?? "unknown"}`;
}

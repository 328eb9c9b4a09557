/**
 * The address a request is counted by. What a client says of itself is not believed; a proxy of ours adds what it saw
 * at the end of `X-Forwarded-For`.
 */
export function callerAddress(options: {
  forwardedFor: string | readonly string[] | undefined;
  peer: string | undefined;
  trustProxy: boolean;
}): string {
  const { forwardedFor, peer, trustProxy } = options;
  const nearest = trustProxy ? [forwardedFor ?? ""].flat().join(",").split(",").at(-1)?.trim() : "";
  return nearest || (peer ?? "unknown");
}

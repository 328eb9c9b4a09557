import { HttpRequestError, RpcRequestError } from "viem";

/** Milliseconds that `Retry-After` asks to wait, in either of its forms (RFC 9110, 10.2.3); null without one. */
export function retryAfterMs(error: unknown, nowMs: number): number | null {
  if (!(error instanceof HttpRequestError || error instanceof RpcRequestError)) return null;
  const value = error.headers?.get("Retry-After")?.trim();
  if (!value) return null;
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}

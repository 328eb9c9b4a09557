import { randomUUID } from "node:crypto";

/** Short and plain: safe to log, to store and to send back. */
const PLAIN = /^[A-Za-z0-9._:-]{1,128}$/;

/** The caller's `X-Request-Id` if it is at most 128 plain characters, otherwise a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given !== null && PLAIN.test(given) ? given : randomUUID();
}

import { AppError, ERRORS } from "@/lib/errors";
import { type Answer, jsonAnswer } from "./answer";

export const PROBLEM_TYPE = "application/problem+json";

/** Where a code is explained: a fragment of the reference page. */
const typeOf = (code: string) => `/docs/api#${code}`;

/**
 * The one place that turns an error into a problem document (RFC 9457). Anything but an `AppError` becomes
 * `internal_error` without a word of what happened.
 */
export function problem(error: unknown, requestId: string): Answer {
  const refusal =
    error instanceof AppError
      ? error
      : new AppError("internal_error", "Something went wrong. Give us the request id if it stays so.");
  const { status, title } = ERRORS[refusal.code];
  return jsonAnswer({
    status,
    contentType: PROBLEM_TYPE,
    headers: headersOf(refusal),
    value: {
      ...refusal.extra,
      type: typeOf(refusal.code),
      title,
      status,
      detail: refusal.message,
      code: refusal.code,
      requestId,
      ...(refusal.errors.length > 0 ? { errors: refusal.errors } : {}),
    },
  });
}

/** What HTTP asks for beside the body: how to sign in (RFC 9110, 11.6.1), when to come back, what is allowed. */
function headersOf(refusal: AppError): Record<string, string> {
  const { retryAfterSeconds, allow } = refusal.extra;
  const headers: Record<string, string> = {};
  if (refusal.code === "unauthenticated") headers["WWW-Authenticate"] = 'Bearer realm="TicketChain"';
  if (typeof retryAfterSeconds === "number") headers["Retry-After"] = String(retryAfterSeconds);
  if (typeof allow === "string") headers.Allow = allow;
  return headers;
}

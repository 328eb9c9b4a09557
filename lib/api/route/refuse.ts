import type { AppError } from "@/lib/errors";
import { toResponse } from "./answer";
import type { AnyOperation } from "./operation";
import { refusalOf } from "./refusal-of";
import { requestIdOf } from "./request-id";

/** The answer to a request that is stopped at the door, before an operation, if it meets one, is performed. */
export function refuse(request: Request, error: AppError, operation?: AnyOperation): Response {
  const requestId = requestIdOf(request.headers);
  const headers = new Headers({ "X-Request-Id": requestId, "Cache-Control": "no-store" });
  return toResponse(refusalOf(operation, requestId, error), headers);
}

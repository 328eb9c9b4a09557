import type { AppError } from "@/lib/errors";
import { toResponse } from "./answer";
import { problem } from "./problem";
import { requestIdOf } from "./request-id";

/** The answer to a request that meets no operation. */
export function refuse(request: Request, error: AppError): Response {
  const requestId = requestIdOf(request.headers);
  const headers = new Headers({ "X-Request-Id": requestId, "Cache-Control": "no-store" });
  return toResponse(problem(error, requestId), headers);
}

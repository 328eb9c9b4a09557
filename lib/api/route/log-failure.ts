import type { Logger } from "pino";
import { AppError } from "@/lib/errors";

type FailedCall = { log: Logger; requestId: string; operationId: string };

/** Logs what went wrong on our side, with the id the caller was given. Refusals are the caller's business. */
export function logFailure(error: unknown, { log, requestId, operationId }: FailedCall): void {
  if (error instanceof AppError && error.status < 500) return;
  log.error({ requestId, operationId, err: error }, "a request failed");
}

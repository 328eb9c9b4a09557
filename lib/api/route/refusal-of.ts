import { AppError } from "@/lib/errors";
import type { Answer } from "./answer";
import type { AnyOperation } from "./operation";
import { problem } from "./problem";
import { replyAnswer } from "./reply-answer";

/** The answer to an error: in the operation's own words where it has some, otherwise the problem document. */
export function refusalOf(operation: AnyOperation | undefined, requestId: string, error: unknown): Answer {
  const reply = error instanceof AppError ? operation?.refuse?.(error) : null;
  return operation && reply ? replyAnswer(operation, reply) : problem(error, requestId);
}

import { ApiProblem } from "./api-problem";

/** What to tell the person about a failed write. Only an `ApiProblem` was written for people. */
export function problemMessage(error: unknown): string {
  if (!(error instanceof ApiProblem)) return "That did not work. Please try again.";
  if (error.status === 401)
    return "Your session has ended. Sign in again in another tab, then try once more: what you typed stays here.";
  return error.message;
}

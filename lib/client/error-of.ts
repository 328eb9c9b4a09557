import { TicketChainError, type TicketChainErrorCode } from "./ticket-chain-error";

/** The error that a refusing response is. */
export async function errorOf(call: string, response: Response): Promise<TicketChainError> {
  const { status, headers } = response;
  const requestId = headers.get("X-Request-Id");
  const problem = await problemOf(response);
  if (problem) return new TicketChainError({ ...problem, call, status, requestId });
  const detail = `The answer was ${status} ${headers.get("Content-Type") ?? "of no type"}, not a problem document.`;
  return new TicketChainError({ code: "unexpected_answer", call, status, detail, requestId });
}

/** What a problem document says; null for anything else, such as a proxy's page. */
export async function problemOf(response: Response) {
  if (!response.headers.get("Content-Type")?.startsWith("application/problem+json")) return null;
  const problem: Record<string, unknown> & {
    code: TicketChainErrorCode;
    detail: string;
    errors?: { path: string; message: string }[];
  } = await response.clone().json();
  const { code, detail, errors = [] } = problem;
  return { code, detail, errors, problem };
}

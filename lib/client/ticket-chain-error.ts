import type { components } from "./schema";

type Problem = components["schemas"]["Problem"];

/** The API's codes; and what can go wrong before it says one: no answer at all, or one that isn't the API's. */
export type TicketChainErrorCode = Problem["code"] | "no_answer" | "unexpected_answer";

export type FieldError = { path: string; message: string };

type Parts = {
  code: TicketChainErrorCode;
  status: number;
  detail: string;
  /** `POST /tickets/mint` */
  call: string;
  errors?: readonly FieldError[];
  requestId?: string | null;
  /** The whole problem document; some codes add members of their own, such as `firstCheckIn`. */
  problem?: Readonly<Record<string, unknown>>;
  cause?: unknown;
};

/** A call that did not do what was asked. Switch on `code`: a code never changes its meaning. */
export class TicketChainError extends Error {
  override readonly name = "TicketChainError";
  readonly code: TicketChainErrorCode;
  /** Of HTTP; 0 where there was no answer. */
  readonly status: number;
  /** What is wrong and how to mend it, for people. */
  readonly detail: string;
  /** Every bad field, when `code` is `validation_failed`. */
  readonly errors: readonly FieldError[];
  /** Say it when you ask the server's people about this call. */
  readonly requestId: string | null;
  readonly problem: Readonly<Record<string, unknown>>;

  constructor({ code, status, detail, call, errors = [], requestId = null, problem = {}, cause }: Parts) {
    const fields = errors.map(({ path, message }) => `\n  ${path} ${message}`).join("");
    const options = cause === undefined ? {} : { cause };
    super(`${call}: ${status === 0 ? "" : `${status} `}${code}: ${detail}${fields}`, options);
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.errors = errors;
    this.requestId = requestId;
    this.problem = problem;
  }
}

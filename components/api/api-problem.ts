import { z } from "zod";

const fieldErrorSchema = z.object({ path: z.string(), message: z.string() });

const problemSchema = z.looseObject({
  status: z.number(),
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  requestId: z.string().optional(),
  errors: z.array(fieldErrorSchema).default([]),
});

type ProblemDocument = z.output<typeof problemSchema>;

/** One bad field of a request: `path` is dotted, as in `ticketTypes.0.price`. */
export type ApiFieldError = z.output<typeof fieldErrorSchema>;

/** `code` of a request that got no answer we understand: the network, a proxy, a server that is starting. */
const UNREACHABLE = "unreachable";

/**
 * What `/api/v1` refused, as an error that forms and dialogs can show: `message` is the problem's own public sentence,
 * `fieldErrors` belong to fields, `extra` holds members of one code only, such as `firstCheckIn`.
 */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly fieldErrors: readonly ApiFieldError[];
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(document: ProblemDocument, options?: ErrorOptions) {
    super(document.detail, options);
    this.status = document.status;
    this.code = document.code;
    this.requestId = document.requestId;
    this.fieldErrors = document.errors;
    this.extra = document;
  }

  /** Whether the server may have done the work without our hearing of it: only then is the same request sent again. */
  get isUnanswered(): boolean {
    return this.code === UNREACHABLE || this.code === "idempotency_in_flight" || this.status >= 500;
  }

  /** Reads an answer that is no success. One that isn't ours (a proxy's page, say) becomes `unreachable`. */
  static async fromResponse(response: Response): Promise<ApiProblem> {
    const parsed = problemSchema.safeParse(await response.json().catch(() => null));
    return parsed.success ? new ApiProblem(parsed.data) : unreachable(response.status);
  }

  static fromNetwork(cause: unknown): ApiProblem {
    return unreachable(0, { cause });
  }
}

function unreachable(status: number, options?: ErrorOptions): ApiProblem {
  const detail =
    status === 0
      ? "TicketChain can't be reached. Check the connection, then try again: nothing is done twice."
      : `TicketChain gave no usable answer (${status}). Try again in a moment: nothing is done twice.`;
  return new ApiProblem({ status, code: UNREACHABLE, title: "No answer", detail, errors: [] }, options);
}

/**
 * The one table of things that can go wrong in public: code → HTTP status and title.
 * Integrators switch on `code`; a code never changes its meaning.
 */
export const ERRORS = {
  malformed_json: { status: 400, title: "The body is not valid JSON" },
  unauthenticated: {
    status: 401,
    title: "Authentication is missing or not valid",
  },
  claim_token_invalid: { status: 403, title: "The claim token is not the ticket's" },
  forbidden: { status: 403, title: "Not allowed" },
  signature_invalid: { status: 403, title: "The signature is not the holder's" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  already_checked_in: {
    status: 409,
    title: "The ticket is checked in already",
  },
  already_member: { status: 409, title: "They are a member already" },
  check_in_closed: { status: 409, title: "Check-in is closed" },
  duplicate_external_id: { status: 409, title: "The external id is taken" },
  endpoint_disabled: { status: 409, title: "The webhook endpoint is switched off" },
  event_cancelled: { status: 409, title: "The event is cancelled" },
  event_ended: { status: 409, title: "The event has ended" },
  event_locked: { status: 409, title: "What people bought under can't change" },
  event_not_published: { status: 409, title: "The event is not published" },
  idempotency_in_flight: {
    status: 409,
    title: "The first call with this key is still running",
  },
  last_owner: { status: 409, title: "An organisation needs an owner" },
  listed_for_resale: { status: 409, title: "The ticket is offered for resale" },
  not_checked_in: { status: 409, title: "The ticket is not checked in" },
  not_for_sale_here: { status: 409, title: "The event is sold elsewhere" },
  not_in_custody: { status: 409, title: "The ticket has a holder already" },
  not_yet_issued: { status: 409, title: "The ticket was not issued" },
  price_above_cap: { status: 409, title: "The price is above the resale cap" },
  publish_not_possible: { status: 409, title: "The event can't be published" },
  resale_closed: { status: 409, title: "Resale is closed" },
  sale_closed: { status: 409, title: "The sale is not open" },
  secret_unreadable: { status: 409, title: "The secret can't be read any more" },
  sold_out: { status: 409, title: "Not enough tickets left" },
  supply_below_issued: { status: 409, title: "More tickets are issued or held" },
  ticket_invalidated: { status: 409, title: "The ticket is invalidated" },
  transfer_locked: { status: 409, title: "The ticket can't change hands" },
  wallet_limit: { status: 409, title: "The wallet has as many as it may" },
  body_too_large: { status: 413, title: "The body is too large" },
  unsupported_media_type: { status: 415, title: "Unsupported media type" },
  idempotency_key_reused: {
    status: 422,
    title: "The idempotency key was used for another request",
  },
  validation_failed: { status: 422, title: "Validation failed" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal_error: { status: 500, title: "Something went wrong on our side" },
  chain_unavailable: { status: 503, title: "The chain can't be asked just now" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** One bad field: `path` is dotted (`tickets.3.to`), `message` says what to do. */
export type FieldError = { path: string; message: string };

type AppErrorOptions = {
  /** Bad fields, all of them. */
  errors?: readonly FieldError[];
  /** Further public members of the problem document, e.g. `firstCheckIn`. */
  extra?: Readonly<Record<string, unknown>>;
  /** What really happened; logged, never answered. */
  cause?: unknown;
};

/** A refusal with a stable code and a public detail; its cause stays private. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  readonly extra: Readonly<Record<string, unknown>>;

  /** @param detail a public sentence that names what is wrong and how to mend it. */
  constructor(code: ErrorCode, detail: string, options: AppErrorOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.errors = options.errors ?? [];
    this.extra = options.extra ?? {};
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

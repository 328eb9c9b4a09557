import { ERRORS, type ErrorCode } from "@/lib/errors";

/** What a problem of each code says, and the members it adds. */
const SAID: Record<ErrorCode, { detail: string; [member: string]: unknown }> = {
  malformed_json: { detail: "The body is not valid JSON: Expected ',' or '}' at position 42." },
  unauthenticated: { detail: "Send an API key as Authorization: Bearer tc_…, or sign in." },
  claim_token_invalid: { detail: "The claim token is not this ticket's." },
  forbidden: { detail: "This needs the scope tickets:write.", requiredScope: "tickets:write" },
  signature_invalid: { detail: "The signature is not the holder's." },
  not_found: { detail: "There is no such ticket." },
  method_not_allowed: { detail: "Use GET, HEAD, OPTIONS.", allow: "GET, HEAD, OPTIONS" },
  already_checked_in: {
    detail: "Checked in at 2026-06-01T18:12:09.000Z, gate North.",
    firstCheckIn: {
      at: "2026-06-01T18:12:09.000Z",
      gate: "North",
      by: "key_01k0000000e008000000000000",
      scanId: "scn_01k0000000e008000000000000",
    },
  },
  already_member: { detail: "They are a member of this organisation already." },
  check_in_closed: { detail: "Check-in closed 24 hours after the end of the event." },
  duplicate_external_id: {
    detail: "Taken: 1. Nothing was issued.",
    errors: [{ path: "tickets.1.externalId", message: "is taken by another ticket of the event" }],
  },
  endpoint_disabled: { detail: "The endpoint is switched off, so nothing is sent to it." },
  event_cancelled: { detail: "The event is cancelled: no more tickets are issued." },
  event_ended: { detail: "Tickets are issued until 24 hours after the end of the event." },
  event_locked: { detail: "The currency can't change after publishing: people bought under it." },
  event_not_published: { detail: "Publish the event first: its contract is what tickets are issued by." },
  idempotency_in_flight: {
    detail: "The first call with this key is still running. Try again soon.",
    retryAfterSeconds: 1,
  },
  last_owner: { detail: "Make somebody else an owner first." },
  listed_for_resale: {
    detail: "The ticket is offered for resale: its holder has to take the offer back first.",
  },
  not_checked_in: { detail: "The ticket is not checked in: there is nothing to undo." },
  not_for_sale_here: { detail: "Tickets of this event are priced in EUR and sold elsewhere." },
  not_in_custody: { detail: "The ticket is in a wallet already." },
  not_yet_issued: { detail: "The ticket was never issued: the chain refused it." },
  price_above_cap: { detail: "A ticket of this type may be resold for 25.00 EUR at most." },
  publish_not_possible: {
    detail: "The event ended at 2026-06-01T23:00:00.000Z: make one whose endsAt is still to come.",
  },
  resale_closed: { detail: "Resale closed at 2026-06-01T18:00:00.000Z." },
  sale_closed: { detail: "Sales of General closed at 2026-06-01T18:00:00.000Z." },
  secret_unreadable: {
    detail: "The secret can't be read on this server any more, since its AUTH_SECRET changed: rotate it.",
  },
  sold_out: { detail: "General: 20 asked for, 12 available. Nothing was issued." },
  supply_below_issued: { detail: "420 tickets of this type are issued or held: the supply can't be lower." },
  ticket_invalidated: { detail: "The ticket was invalidated at 2026-05-20T10:00:00.000Z (refunded)." },
  transfer_locked: { detail: "Tickets of this event change hands on its market only." },
  wallet_limit: { detail: "The wallet has 6 tickets of this event, which is as many as one may." },
  body_too_large: { detail: "Send at most 8 MB in one call." },
  unsupported_media_type: { detail: "Send the body as application/json." },
  idempotency_key_reused: { detail: "Use a new Idempotency-Key for each new request." },
  validation_failed: {
    detail: "tickets.3.to must be an address: 0x and 40 hexadecimal digits.",
    errors: [{ path: "tickets.3.to", message: "must be an address: 0x and 40 hexadecimal digits" }],
  },
  rate_limited: {
    detail: "At most 600 requests a minute. Try again in 2 s.",
    retryAfterSeconds: 2,
  },
  internal_error: { detail: "Something went wrong. Give us the request id if it stays so." },
  chain_unavailable: {
    detail: "The chain can't be asked just now. Try again in a moment.",
    retryAfterSeconds: 5,
  },
};

/** A problem document of each of these codes, for the document's `components.examples`. */
export function problemExamplesOf(codes: readonly ErrorCode[]) {
  const inOrder = Object.keys(ERRORS).filter((code): code is ErrorCode =>
    codes.some((each) => each === code),
  );
  return Object.fromEntries(inOrder.map((code) => [code, problemExample(code)]));
}

function problemExample(code: ErrorCode) {
  const { status, title } = ERRORS[code];
  const { detail, ...members } = SAID[code];
  const requestId = "5f1c1f0e-0b1e-4a51-9f6e-0d8a0f6a2b11";
  return {
    summary: title,
    value: { ...members, type: `/docs/api#${code}`, title, status, detail, code, requestId },
  };
}

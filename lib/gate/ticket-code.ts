import { isId } from "@/lib/ids";

/**
 * What a ticket's QR code holds: `TC1:01K8Z0XQ6YE0M9V3T5B7N2R4WD`, a version and the ticket's id without its prefix.
 * Capitals, digits and the colon are QR's alphanumeric set, so the code needs 25 × 25 modules instead of 33 × 33 and
 * is read from further away, off a cracked screen.
 */
const VERSION = "1";
const PREFIX = "tkt_";
const CODE = /^TC([1-9]\d{0,2}):(.+)$/i;

export type ParsedTicketCode =
  | { ok: true; ticketId: string }
  /** `unknown_version`: one of ours, made by a newer server than this gate knows. */
  | { ok: false; reason: "not_a_ticket" | "unknown_version" };

/**
 * The text of a ticket's QR code.
 * @throws where `ticketId` is not a ticket's id: a code that no gate can read must not be shown.
 */
export function formatTicketCode(ticketId: string): string {
  if (!isId("tkt", ticketId)) throw new Error(`Not a ticket's id: ${ticketId}`);
  return `TC${VERSION}:${ticketId.slice(PREFIX.length).toUpperCase()}`;
}

/** Reads what a scanner read: in any case, and with the line break that hand-held scanners append. Never throws. */
export function parseTicketCode(text: string): ParsedTicketCode {
  const [, version, payload = ""] = CODE.exec(text.trim()) ?? [];
  if (version === undefined) return { ok: false, reason: "not_a_ticket" };
  if (version !== VERSION) return { ok: false, reason: "unknown_version" };
  const ticketId = `${PREFIX}${payload.toLowerCase()}`;
  return isId("tkt", ticketId) ? { ok: true, ticketId } : { ok: false, reason: "not_a_ticket" };
}

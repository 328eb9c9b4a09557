import type { FieldMessages } from "@/components/api/field-messages";
import type { IssuableType, TicketToIssue } from "@/components/event/guest-list";
import { email as emailRule } from "@/lib/services/fields";
import { parseAddress } from "@/lib/services/parse-address";

export type HandForm = {
  ticketTypeId: string;
  recipient: "email" | "wallet" | "nobody";
  to: string;
  email: string;
  name: string;
  quantity: string;
  section: string;
  row: string;
  seat: string;
};

const AT_ONCE_MAX = 1_000;

type ReadHandForm = { ok: true; tickets: TicketToIssue[] } | { ok: false; messages: FieldMessages };

/** What is typed, as tickets for `POST /tickets/mint`, or what is wrong with it. Paths are those of one ticket. */
export function readHandForm(form: HandForm, types: readonly IssuableType[]): ReadHandForm {
  const messages: Record<string, string> = {};
  const type = types.find(({ id }) => id === form.ticketTypeId);
  if (!type) messages.ticketTypeId = "Choose a ticket type.";

  const quantity = /^\d{1,4}$/.test(form.quantity.trim()) ? Number(form.quantity) : 0;
  if (quantity < 1 || quantity > AT_ONCE_MAX) messages.quantity = `A whole number from 1 to ${AT_ONCE_MAX}.`;
  else if (type && quantity > type.available) messages.quantity = `Only ${type.available} left.`;

  const recipient = readRecipient(form);
  if (recipient.message) messages[recipient.path] = recipient.message;
  if (!type || Object.keys(messages).length > 0) return { ok: false, messages };

  const name = form.name.trim();
  const seat = quantity === 1 ? seatOf(form) : null;
  const ticket: TicketToIssue = {
    ticketTypeId: type.id,
    ...recipient.fields,
    ...(name && { attendee: { name } }),
    ...(seat && { seat }),
  };
  return { ok: true, tickets: Array.from({ length: quantity }, () => ticket) };
}

function readRecipient(form: HandForm): {
  path: string;
  message?: string;
  fields?: Pick<TicketToIssue, "to" | "email">;
} {
  if (form.recipient === "nobody") return { path: "", fields: {} };
  if (form.recipient === "email") {
    const email = emailRule.safeParse(form.email);
    return email.success
      ? { path: "email", fields: { email: email.data } }
      : { path: "email", message: "Enter an e-mail address, such as ada@example.org." };
  }
  const address = parseAddress(form.to.trim());
  if (address.ok) return { path: "to", fields: { to: address.address } };
  return { path: "to", message: `The address ${address.message}.` };
}

function seatOf(form: HandForm): TicketToIssue["seat"] {
  const [section, row, seat] = [form.section.trim(), form.row.trim(), form.seat.trim()];
  if (!section && !row && !seat) return null;
  return { ...(section && { section }), ...(row && { row }), ...(seat && { seat }) };
}

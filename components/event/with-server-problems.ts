import type { ApiFieldError } from "@/components/api/api-problem";
import type { GuestRow } from "./guest-list";
import type { GuestListColumn } from "./guest-list-columns";

const COLUMN_OF: Readonly<Record<string, GuestListColumn>> = {
  to: "wallet",
  email: "email",
  externalId: "externalId",
  orderId: "order",
  ticketTypeId: "ticketType",
  "attendee.name": "name",
  "seat.section": "section",
  "seat.row": "row",
  "seat.seat": "seat",
};

/**
 * What the server refused (`tickets.3.externalId`, say), put to the rows it concerns. `sent` are the rows of the
 * request in its order. Rows the server had nothing against stay as they are.
 */
export function withServerProblems(
  rows: readonly GuestRow[],
  sent: readonly GuestRow[],
  errors: readonly ApiFieldError[],
): GuestRow[] {
  const byNumber = new Map<number, GuestRow>();
  for (const { path, message } of errors) {
    const [, index, field = ""] = /^tickets\.(\d+)\.?(.*)$/.exec(path) ?? [];
    const row = index === undefined ? undefined : sent[Number(index)];
    if (!row) continue;
    const column = COLUMN_OF[field] ?? null;
    const known = byNumber.get(row.number) ?? row;
    const value = column ? known.cells[column] : undefined;
    const text = value ? `“${value}” ${message}` : message.charAt(0).toUpperCase() + message.slice(1);
    byNumber.set(row.number, {
      ...known,
      ticket: null,
      problems: [...known.problems, { column, message: /[.!?]$/.test(text) ? text : `${text}.` }],
    });
  }
  return rows.map((row) => byNumber.get(row.number) ?? row);
}

import { unparse } from "papaparse";
import type { GuestRow } from "./guest-list";
import { GUEST_LIST_COLUMNS, type GuestListColumn } from "./guest-list-columns";

const TEMPLATE_COLUMNS = [
  "name",
  "email",
  "wallet",
  "ticketType",
  "externalId",
  "order",
  "section",
  "row",
  "seat",
] as const satisfies readonly GuestListColumn[];

/** A list to fill in: every column, and a row for each of the three ways a ticket can go. */
export function guestListTemplate(typeNames: readonly string[]): string {
  const first = typeNames[0] ?? "General";
  const last = typeNames.at(-1) ?? first;
  return toCsv(TEMPLATE_COLUMNS, [
    { name: "Ada Lovelace", email: "ada@example.org", ticketType: first, externalId: "A-1001", order: "O-1" },
    {
      name: "Alan Turing",
      wallet: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
      ticketType: first,
      externalId: "A-1002",
      order: "O-1",
    },
    {
      name: "Grace Hopper",
      ticketType: last,
      externalId: "A-1003",
      section: "Balcony",
      row: "B",
      seat: "14",
    },
  ]);
}

/** The rows that could not be read, with the reason in a last column: mend them, and import this file. */
export function rowsToMend(rows: readonly GuestRow[]): string {
  const columns = TEMPLATE_COLUMNS.map((column) => GUEST_LIST_COLUMNS[column].label);
  const lines = rows.map((row) => [
    ...TEMPLATE_COLUMNS.map((column) => (column === "name" ? row.name : (row.cells[column] ?? ""))),
    row.problems.map(({ message }) => message).join(" "),
  ]);
  return unparse({ fields: [...columns, "Problem"], data: lines }, { escapeFormulae: true });
}

function toCsv(columns: readonly GuestListColumn[], rows: readonly GuestRow["cells"][]): string {
  return unparse({
    fields: columns.map((column) => GUEST_LIST_COLUMNS[column].label),
    data: rows.map((row) => columns.map((column) => row[column] ?? "")),
  });
}

import type { z } from "zod";
import { email, line, reference } from "@/lib/services/fields";
import { parseAddress } from "@/lib/services/parse-address";
import type { GuestRow, IssuableType, RowProblem, TicketToIssue } from "./guest-list";
import { GUEST_LIST_COLUMNS, type GuestListColumn, plain } from "./guest-list-columns";

/** What the server asks of each cell; checked here already, so that the preview can show it. */
const CELL_RULES: readonly (readonly [GuestListColumn, z.ZodType<string>])[] = [
  ["email", email],
  ["externalId", reference()],
  ["order", reference()],
  ["section", line(100)],
  ["row", line(100)],
  ["seat", line(100)],
];
const NAME_RULE = line(200);

type RawRow = { number: number; cells: GuestRow["cells"]; isBroken: boolean };
type Types = { ticketTypes: readonly IssuableType[]; defaultTypeId?: string | undefined };

/** Turns the cells of one row into a ticket, or says everything that is wrong with them. */
export function readGuestRow({ number, cells, isBroken }: RawRow, types: Types): GuestRow {
  const name = cells.name ?? [cells.firstName, cells.lastName].filter(Boolean).join(" ");
  const type = typeOf(cells.ticketType, types);
  const wallet = cells.wallet === undefined ? null : parseAddress(cells.wallet);

  const problems: RowProblem[] = [];
  if (isBroken) {
    problems.push({
      column: null,
      message: "A quotation mark is opened and not closed, or the other way round.",
    });
  }
  if (!type)
    problems.push({ column: "ticketType", message: typeProblem(cells.ticketType, types.ticketTypes) });
  if (cells.wallet !== undefined && wallet && !wallet.ok) {
    problems.push({ column: "wallet", message: walletProblem(cells.wallet, wallet.message) });
  }
  problems.push(...cellProblems(cells, name));

  const address = wallet?.ok ? wallet.address : undefined;
  return {
    number,
    cells,
    name,
    typeName: type?.name ?? null,
    problems,
    ticket: type && problems.length === 0 ? ticketOf({ cells, name, typeId: type.id, address }) : null,
  };
}

function typeOf(cell: string | undefined, { ticketTypes, defaultTypeId }: Types): IssuableType | undefined {
  if (cell === undefined) {
    return ticketTypes.length === 1 ? ticketTypes[0] : ticketTypes.find(({ id }) => id === defaultTypeId);
  }
  return (
    ticketTypes.find(({ id, name }) => id === cell || name === cell) ??
    ticketTypes.find(({ name }) => plain(name) === plain(cell))
  );
}

function typeProblem(cell: string | undefined, types: readonly IssuableType[]): string {
  const names = types.map(({ name }) => name).join(", ");
  return cell === undefined
    ? `No ticket type. Name one (${names}), or choose one for all rows without.`
    : `“${cell}” is no ticket type of this event. It has: ${names}.`;
}

/** Says what is wrong with an address as precisely as can be told. */
function walletProblem(text: string, message: string): string {
  if (/\.eth$/i.test(text)) return `“${text}” is an ENS name. Give the address behind it: 0x and 40 digits.`;
  const digits = /^0x([0-9a-fA-F]*)$/.exec(text)?.[1];
  if (digits !== undefined && digits.length !== 40) {
    return `“${text}” has ${digits.length} digits after 0x instead of 40.`;
  }
  return `“${text}” ${message}.`;
}

function cellProblems(cells: GuestRow["cells"], name: string): RowProblem[] {
  const problems: RowProblem[] = [];
  const check = (column: GuestListColumn, value: string | undefined, rule: z.ZodType<string>) => {
    const message = value === undefined ? undefined : rule.safeParse(value).error?.issues[0]?.message;
    if (message === undefined || value === undefined) return;
    const subject = value.length > 60 ? GUEST_LIST_COLUMNS[column].label : `“${value}”`;
    problems.push({ column, message: `${subject} ${message}.` });
  };
  check("name", name || undefined, NAME_RULE);
  for (const [column, rule] of CELL_RULES) {
    check(column, cells[column], rule);
  }
  return problems;
}

function ticketOf(guest: {
  cells: GuestRow["cells"];
  name: string;
  typeId: string;
  address: string | undefined;
}): TicketToIssue {
  const { cells, name, typeId, address } = guest;
  const { section, row, seat } = cells;
  return {
    ticketTypeId: typeId,
    ...(address && { to: address }),
    ...(cells.email && { email: cells.email }),
    ...(cells.externalId && { externalId: cells.externalId }),
    ...(cells.order && { orderId: cells.order }),
    ...(name && { attendee: { name } }),
    ...((section || row || seat) && {
      seat: { ...(section && { section }), ...(row && { row }), ...(seat && { seat }) },
    }),
  };
}

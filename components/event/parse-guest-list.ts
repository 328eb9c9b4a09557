import { parse as parseCsv } from "papaparse";
import { GUESTS_MAX, type GuestList, type GuestRow, type IssuableType } from "./guest-list";
import { type GuestListColumn, readHeaders } from "./guest-list-columns";
import { readGuestRow } from "./read-guest-row";

export type ParseGuestListOptions = {
  ticketTypes: readonly IssuableType[];
  /** For rows that name none. */
  defaultTypeId?: string | undefined;
  /** What each header stands for, where a person has said so; otherwise guessed from its words. */
  columns?: readonly (GuestListColumn | null)[] | undefined;
};

/**
 * Reads a guest list: CSV with commas, semicolons or tabs, first line headers in any order and many spellings.
 * Every row that can't become a ticket says why; those that can are ready for `POST /tickets/mint`. Pure: nothing is
 * asked of the server, so that ids already used in the event come back from there.
 */
export function parseGuestList(text: string, options: ParseGuestListOptions): GuestList {
  const csv = text.replace(/^\uFEFF/, "");
  const { data, errors } = parseCsv<string[]>(csv, { delimiter: delimiterOf(csv), skipEmptyLines: false });
  const [headerCells = [], ...body] = data;
  const columns = options.columns ?? readHeaders(headerCells);
  const headers = headerCells.map((header, index) => ({
    text: header.trim(),
    column: columns[index] ?? null,
  }));

  const brokenQuotes = new Set(errors.filter(({ type }) => type === "Quotes").map(({ row }) => row));
  const rows = body
    .map((cells, index) => ({ cells, number: index + 2, isBroken: brokenQuotes.has(index + 1) }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""))
    .map((row) => readGuestRow({ ...row, cells: byColumn(row.cells, columns) }, options));

  const problems = fileProblems({ text, columns, rowCount: rows.length });
  return {
    headers,
    rows: withinSupply(withoutDuplicates(rows), options.ticketTypes),
    problems,
    rowsWithoutType:
      options.ticketTypes.length > 1 ? rows.filter(({ cells }) => !cells.ticketType).length : 0,
  };
}

/** The separator under which the header makes most sense. (papaparse's own guess fails on short files.) */
function delimiterOf(csv: string): string {
  const [header = ""] = csv.split(/\r?\n|\r/, 1);
  const scores = [",", ";", "\t", "|"].map((delimiter) => {
    const cells = parseCsv<string[]>(header, { delimiter }).data[0] ?? [];
    return { delimiter, known: readHeaders(cells).filter(Boolean).length, cells: cells.length };
  });
  scores.sort((a, b) => b.known - a.known || b.cells - a.cells);
  return scores[0]?.delimiter ?? ",";
}

function byColumn(cells: readonly string[], columns: readonly (GuestListColumn | null)[]): GuestRow["cells"] {
  const found: Partial<Record<GuestListColumn, string>> = {};
  columns.forEach((column, index) => {
    const value = cells[index]?.trim();
    if (column && value) found[column] = value;
  });
  return found;
}

function fileProblems(file: {
  text: string;
  columns: readonly (GuestListColumn | null)[];
  rowCount: number;
}): string[] {
  if (file.text.trim() === "") return ["The file is empty."];
  if (file.columns.every((column) => column === null)) {
    return [
      "None of the columns is one we know. The first line must name them: Name, E-mail, Wallet, Ticket type and so on. The template shows how.",
    ];
  }
  if (file.rowCount === 0) return ["The file has a header, but no guests below it."];
  if (file.rowCount > GUESTS_MAX) {
    return [
      `The file has ${file.rowCount.toLocaleString("en")} rows; at most ${GUESTS_MAX.toLocaleString("en")} can be issued in one go. Split it, and import the parts one after the other.`,
    ];
  }
  return [];
}

/** An external id may stand for one ticket of the event. The first row has it; those after it say which one that is. */
function withoutDuplicates(rows: readonly GuestRow[]): GuestRow[] {
  const firstRowOf = new Map<string, number>();
  return rows.map((row) => {
    const id = row.cells.externalId;
    if (!id) return row;
    const first = firstRowOf.get(id);
    if (first === undefined) {
      firstRowOf.set(id, row.number);
      return row;
    }
    return withProblem(row, {
      column: "externalId",
      message: `“${id}” is in row ${first} already. Each ticket needs its own.`,
    });
  });
}

/** Rows take what is left of their type in the file's order; the ones for which nothing is left say so. */
function withinSupply(rows: readonly GuestRow[], types: readonly IssuableType[]): GuestRow[] {
  const left = new Map(types.map(({ id, available }) => [id, available]));
  return rows.map((row) => {
    if (!row.ticket) return row;
    const remaining = left.get(row.ticket.ticketTypeId) ?? 0;
    if (remaining > 0) {
      left.set(row.ticket.ticketTypeId, remaining - 1);
      return row;
    }
    const type = types.find(({ id }) => id === row.ticket?.ticketTypeId);
    const available = type?.available ?? 0;
    const message =
      available === 0
        ? `${type?.name ?? "This type"} is sold out.`
        : `Only ${available.toLocaleString("en")} of ${type?.name ?? "this type"} are left, and the rows above take them all.`;
    return withProblem(row, { column: "ticketType", message });
  });
}

function withProblem(row: GuestRow, problem: GuestRow["problems"][number]): GuestRow {
  return { ...row, ticket: null, problems: [...row.problems, problem] };
}

import type { z } from "zod";
import type { mintTicketInput } from "@/lib/services/ticket/schema";
import type { GuestListColumn } from "./guest-list-columns";

/** At most this many tickets are issued in one go. */
export const GUESTS_MAX = 5_000;

/** A ticket as `POST /tickets/mint` takes it. */
export type TicketToIssue = z.input<typeof mintTicketInput>;

/** A ticket type that the rows may name, and how many of it are left. */
export type IssuableType = { id: string; name: string; available: number };

/** What keeps a row from becoming a ticket. */
export type RowProblem = {
  /** Where it is; null: it concerns the row as a whole. */
  column: GuestListColumn | null;
  message: string;
};

export type GuestRow = {
  /** As spreadsheets count: the header is 1. */
  number: number;
  cells: Readonly<Partial<Record<GuestListColumn, string>>>;
  /** First and last name put together where the list has them apart. */
  name: string;
  /** Name of the type it was matched with. */
  typeName: string | null;
  problems: readonly RowProblem[];
  /** Null while there are problems. */
  ticket: TicketToIssue | null;
};

export type GuestList = {
  /** The file's own headers, and what each was taken for. */
  headers: readonly { text: string; column: GuestListColumn | null }[];
  rows: readonly GuestRow[];
  /** What is wrong with the file as a whole: then nothing can be issued from it. */
  problems: readonly string[];
  /** Rows that name no type, in an event that has several: somebody must choose one for them. */
  rowsWithoutType: number;
};

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import Papa from "papaparse";
import { z } from "zod";
import { repository } from "../lib/repository";

const filled = z.string().transform((text) => text.trim() || null);

const guestSchema = z
  .object({
    Name: z.string().min(1),
    "E-mail": filled,
    Wallet: filled,
    "Ticket type": z.string().min(1),
    "External id": z.string().min(1),
    Order: filled,
    Section: filled,
    Row: filled,
    Seat: filled,
  })
  .transform((row) => ({
    name: row.Name,
    email: row["E-mail"],
    to: row.Wallet,
    ticketType: row["Ticket type"],
    externalId: row["External id"],
    orderId: row.Order,
    seat: row.Seat ? { section: row.Section, row: row.Row, seat: row.Seat } : null,
  }));

export type Guest = z.output<typeof guestSchema>;

/** The guests of `examples/guests.csv`, in its order. */
export async function readGuests(): Promise<Guest[]> {
  const text = await readFile(join(repository, "examples", "guests.csv"), "utf8");
  const { data, errors } = Papa.parse<unknown>(text, { header: true, skipEmptyLines: true });
  const [first] = errors;
  if (first) throw new Error(`examples/guests.csv, row ${(first.row ?? 0) + 2}: ${first.message}`);
  return z.array(guestSchema).parse(data);
}

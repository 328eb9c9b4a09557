import { z } from "zod";

const ticketTypeRow = z.object({
  /** Keeps a row's identity while others come and go. */
  key: z.number(),
  name: z.string(),
  price: z.string(),
  supply: z.string(),
  description: z.string(),
});
export type TicketTypeRow = z.infer<typeof ticketTypeRow>;

/** What is typed into the form, as it is typed: the draft that survives a reload. */
export const eventFormValues = z.object({
  name: z.string(),
  description: z.string(),
  imageUrl: z.string(),
  /** As `datetime-local` writes them: on the clocks of `timeZone`. */
  startsAt: z.string(),
  endsAt: z.string(),
  timeZone: z.string(),
  venueName: z.string(),
  venueAddress: z.string(),
  currency: z.string(),
  ticketTypes: z.array(ticketTypeRow).min(1),
  transferPolicy: z.enum(["locked", "market_only", "open"]),
  /** Percent of the face price; empty: no cap. */
  resaleCap: z.string(),
  /** Percent of a resale's price. */
  royalty: z.string(),
  maxPerWallet: z.string(),
});
export type EventFormValues = z.infer<typeof eventFormValues>;

export function emptyEventForm(defaults: { timeZone: string; currency: string }): EventFormValues {
  return {
    name: "",
    description: "",
    imageUrl: "",
    startsAt: "",
    endsAt: "",
    venueName: "",
    venueAddress: "",
    ...defaults,
    ticketTypes: [{ key: 1, name: "General admission", price: "", supply: "", description: "" }],
    transferPolicy: "market_only",
    resaleCap: "100",
    royalty: "0",
    maxPerWallet: "",
  };
}

export function addTicketType(rows: readonly TicketTypeRow[]): TicketTypeRow[] {
  const key = Math.max(0, ...rows.map((row) => row.key)) + 1;
  return [...rows, { key, name: "", price: "", supply: "", description: "" }];
}

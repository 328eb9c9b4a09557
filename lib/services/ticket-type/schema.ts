import { z } from "zod";
import { actionOutput } from "@/lib/services/action/schema";
import {
  amount,
  bothDates,
  decimal,
  fields,
  id,
  instant,
  line,
  moment,
  pathId,
  prose,
  wholeNumber,
} from "@/lib/services/fields";

const ticketTypeFields = {
  name: line(100).meta({ description: "What people choose", example: "Early bird" }),
  price: amount.meta({ description: "Face price, decimal string in the event's currency", example: "25.00" }),
  supply: wholeNumber(1, 999_999_999).meta({ description: "How many there are", example: 500 }),
  salesStart: instant.nullish().meta({ description: "When sales open; absent: on publishing" }),
  salesEnd: instant.nullish().meta({ description: "When sales close; absent: when the event ends" }),
  description: prose(2_000).nullish(),
};

type SalesWindow = { salesStart?: Date | null | undefined; salesEnd?: Date | null | undefined };

const isOrdered = ({ salesStart, salesEnd }: SalesWindow) =>
  !salesStart || !salesEnd || salesEnd > salesStart;

const order = {
  path: ["salesEnd"],
  error: "must be after salesStart",
  when: bothDates("salesStart", "salesEnd"),
};

export const ticketTypeInput = fields(ticketTypeFields).refine(isOrdered, order);
export type TicketTypeInput = z.output<typeof ticketTypeInput>;

/** `id` is the event's. */
export type AddTicketTypeInput = TicketTypeInput & { id: string };

export const ticketTypeIdInput = fields({
  id: pathId.meta({ description: "The id of a ticket type" }),
});

/** What is left out stays as it is; null clears. */
export const updateTicketTypeBody = fields(ticketTypeFields).partial().refine(isOrdered, order);
export type UpdateTicketTypeInput = z.output<typeof ticketTypeIdInput> &
  z.output<typeof updateTicketTypeBody>;

export const ticketTypeOutput = z
  .object({
    id: id("typ_01k0000000e008000000000000"),
    name: z.string(),
    description: z.string().nullable(),
    price: decimal,
    supply: z.int(),
    issued: z.int().meta({ description: "Tickets neither failed nor invalidated, pending included" }),
    available: z.int().meta({ description: "supply − issued − those in open holds" }),
    salesStart: moment.nullable(),
    salesEnd: moment.nullable(),
  })
  .meta({ id: "TicketType" });
export type TicketTypeOutput = z.infer<typeof ticketTypeOutput>;

/** The answer of adding or changing a ticket type. */
export const changedTicketTypeOutput = ticketTypeOutput
  .extend({
    eventId: id("evt_01k0000000e008000000000000"),
    action: actionOutput
      .nullable()
      .meta({ description: "What goes to the chain for it; null where nothing has to" }),
  })
  .meta({ id: "ChangedTicketType" });
export type ChangedTicketTypeOutput = z.infer<typeof changedTicketTypeOutput>;

import { z } from "zod";
import { EVENT_STATUSES, TRANSFER_POLICIES } from "@/lib/db/schema/events";
import { actionOutput, chainState } from "@/lib/services/action/schema";
import {
  bothDates,
  checksummed,
  currencyAddress,
  currencySymbol,
  fields,
  id,
  instant,
  line,
  listShape,
  moment,
  oneOf,
  page,
  pathId,
  prose,
  reference,
  webUrl,
  wholeNumber,
} from "@/lib/services/fields";
import { ticketTypeInput, ticketTypeOutput } from "@/lib/services/ticket-type/schema";

const venueInput = fields({
  name: line(200).meta({ example: "Kulturhaus" }),
  address: line(500).nullish().meta({ example: "Hauptstraße 1, 10827 Berlin" }),
  latitude: z
    .number({ error: "must be a number from -90 to 90" })
    .min(-90, "must be a number from -90 to 90")
    .max(90, "must be a number from -90 to 90")
    .nullish(),
  longitude: z
    .number({ error: "must be a number from -180 to 180" })
    .min(-180, "must be a number from -180 to 180")
    .max(180, "must be a number from -180 to 180")
    .nullish(),
});

/** What is said of an event itself, when it is made and later. */
const eventFields = {
  name: line(200).meta({ description: "The event's name", example: "Summer Night" }),
  description: prose(20_000).nullish(),
  imageUrl: webUrl.nullish(),
  externalId: reference().nullish().meta({ description: "Your own id, unique among your events" }),
  startsAt: instant,
  endsAt: instant.meta({ description: "After startsAt", example: "2026-06-01T23:00:00Z" }),
  timeZone: z
    .string({ error: "must be an IANA time zone, such as Europe/Berlin" })
    .refine(isTimeZone, "must be an IANA time zone, such as Europe/Berlin")
    .meta({ description: "IANA time zone, for display", example: "Europe/Berlin" }),
  currency: currencySymbol.meta({
    description: "The chain's native symbol, a configured ERC-20 or an ISO 4217 code",
    example: "EUR",
  }),
  venue: venueInput.nullish(),
  transferPolicy: oneOf(TRANSFER_POLICIES).meta({
    description: "Whether holders may pass tickets on",
    example: "market_only",
  }),
  resaleCapBps: wholeNumber(0, 65_535).meta({
    description: "Highest resale price in 1/10,000 of the face price; 65,535: none",
    example: 10_000,
  }),
  royaltyBps: wholeNumber(0, 10_000).meta({
    description: "The organiser's share of a resale, in 1/10,000",
    example: 500,
  }),
  maxPerWallet: wholeNumber(1, 1_000_000)
    .nullish()
    .meta({ description: "How many a wallet may buy; absent: any number", example: 6 }),
  resaleClosesAt: instant.nullish().meta({ description: "When resale closes; absent: at startsAt" }),
};

export const createEventInput = fields({
  ...eventFields,
  transferPolicy: eventFields.transferPolicy.default("market_only"),
  resaleCapBps: eventFields.resaleCapBps.default(10_000),
  royaltyBps: eventFields.royaltyBps.default(0),
  ticketTypes: z
    .array(ticketTypeInput, { error: "must be a list of 1 to 100 ticket types" })
    .min(1, "must have at least one ticket type")
    .max(100, "must have at most 100 ticket types"),
}).refine((event) => event.endsAt > event.startsAt, {
  path: ["endsAt"],
  error: "must be after startsAt",
  when: bothDates("startsAt", "endsAt"),
});

export type CreateEventInput = z.output<typeof createEventInput>;

export const listEventsInput = fields(listShape);
export type ListEventsInput = z.output<typeof listEventsInput>;

export const eventIdInput = fields({ id: pathId });
export type EventIdInput = z.output<typeof eventIdInput>;

/** What is left out stays as it is; null clears, and of `resaleClosesAt` means startsAt again. A venue is replaced as a whole. */
export const updateEventBody = fields(eventFields).partial();
export type UpdateEventInput = EventIdInput & z.output<typeof updateEventBody>;

const venueOutput = z.object({
  name: z.string(),
  address: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
});

const eventStatus = z
  .enum([...EVENT_STATUSES, "ended"])
  .meta({ description: "`ended`: published, and endsAt has passed" });

const publicEventShape = {
  id: id("evt_01k0000000e008000000000000"),
  slug: z.string().meta({ description: "Its address on this site", example: "summer-night" }),
  status: eventStatus,
  name: z.string(),
  description: z.string().nullable(),
  imageUrl: z.string().nullable(),
  startsAt: moment,
  endsAt: moment,
  timeZone: z.string().meta({ example: "Europe/Berlin" }),
  currency: z.string().meta({ example: "EUR" }),
  currencyAddress: currencyAddress.nullable().meta({
    description: "What is paid with on the chain: an ERC-20, or zero for its own coin. Null: sold elsewhere",
  }),
  venue: venueOutput.nullable(),
  transferPolicy: z.enum(TRANSFER_POLICIES),
  resaleCapBps: z.int(),
  royaltyBps: z.int(),
  maxPerWallet: z.int().nullable(),
  resaleClosesAt: moment,
  chainId: z.int().nullable().meta({ description: "Null until published" }),
  contractAddress: checksummed.nullable(),
  chain: chainState
    .nullable()
    .meta({ description: "How far the contract's deployment is; null until published" }),
  ticketTypes: z.array(ticketTypeOutput),
  publishedAt: moment.nullable(),
  cancelledAt: moment.nullable(),
};

export const eventOutput = z
  .object({
    ...publicEventShape,
    externalId: z.string().nullable(),
    operatorRemovedAt: moment
      .nullable()
      .meta({ description: "Since when the contract refuses this server, which its owner removed" }),
    createdAt: moment,
    updatedAt: moment,
  })
  .meta({ id: "Event" });
export type EventOutput = z.infer<typeof eventOutput>;

/** What anybody may see of a published event. */
export const publicEventOutput = z
  .object({ ...publicEventShape, organiser: z.object({ name: z.string(), slug: z.string() }) })
  .meta({ id: "PublicEvent" });
export type PublicEventOutput = z.infer<typeof publicEventOutput>;

export const eventPage = page(eventOutput);
export type EventPage = z.infer<typeof eventPage>;

/** The answer of publishing: the event, and the action to follow. */
export const publishedEventOutput = eventOutput
  .extend({ action: actionOutput })
  .meta({ id: "PublishedEvent" });

/** The answer of changing or cancelling an event. */
export const changedEventOutput = eventOutput
  .extend({
    action: actionOutput
      .nullable()
      .meta({ description: "What goes to the chain for it; null where nothing has to" }),
  })
  .meta({ id: "ChangedEvent" });
export type ChangedEventOutput = z.infer<typeof changedEventOutput>;

const statsShape = {
  supply: z.int(),
  issued: z.int().meta({ description: "Tickets neither failed nor invalidated, pending included" }),
  held: z.int().meta({ description: "In open holds" }),
  sold: z.int().meta({ description: "Purchased on the chain, invalidated ones included" }),
  available: z.int().meta({ description: "supply − issued − held" }),
  pending: z.int().meta({ description: "Issued, and not on the chain yet" }),
  checkedIn: z.int(),
  insideNow: z.int().meta({ description: "Checked in, and not read at an exit since" }),
  listed: z.int().meta({ description: "In open listings" }),
  resold: z
    .int()
    .meta({ description: "Sales by holders, on the market or recorded; a ticket counts each time" }),
  invalidated: z.int(),
  failed: z.int(),
};

export const eventStatsOutput = z
  .object({
    ticketTypes: z.array(
      z.object({ id: id("typ_01k0000000e008000000000000"), name: z.string(), ...statsShape }),
    ),
    totals: z.object(statsShape),
    chain: z.object({
      head: z.int().nullable().meta({ description: "The chain's newest block that the index knows of" }),
      indexed: z.int().nullable().meta({ description: "Newest block that the index has read" }),
      lagBlocks: z.int().nullable().meta({ description: "head − indexed; null before the index began" }),
    }),
  })
  .meta({ id: "EventStats" });
export type EventStatsOutput = z.infer<typeof eventStatsOutput>;

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

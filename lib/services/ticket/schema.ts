import type { Hex } from "viem";
import { z } from "zod";
import { INVALIDATION_REASONS, TICKET_STATUSES } from "@/lib/db/schema/tickets";
import { actionOutput, chainState } from "@/lib/services/action/schema";
import { batchOutput } from "@/lib/services/batch/schema";
import {
  address,
  amount,
  checksummed,
  decimal,
  email,
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
  wholeNumber,
} from "@/lib/services/fields";

const MINT_TICKETS_MAX = 5_000;

const seatInput = fields({
  section: line(100).nullish().meta({ example: "Balcony" }),
  row: line(100).nullish().meta({ example: "B" }),
  seat: line(100).nullish().meta({ example: "14" }),
});

const attendeeInput = fields({
  name: line(200).nullish().meta({ example: "Ada Lovelace" }),
  email: email.nullish(),
});

export const mintTicketInput = fields({
  ticketTypeId: z.string({ error: "must be the id of a ticket type of the event: typ_…" }),
  to: address
    .nullish()
    .meta({ description: "Wallet that gets it; absent: the contract keeps it until it is claimed" }),
  email: email.nullish().meta({ description: "Whom to tell; without `to`, who may claim it" }),
  externalId: reference()
    .nullish()
    .meta({ description: "Your own id, unique in the event", example: "A-1001" }),
  attendee: attendeeInput.nullish(),
  seat: seatInput.nullish(),
  orderId: reference().nullish().meta({ description: "Your order's reference: equal ones form one order" }),
});
export type MintTicketInput = z.output<typeof mintTicketInput>;

export const mintTicketsInput = fields({
  eventId: z.string({ error: "is required: the event's id, or ext: and your own id" }),
  tickets: z
    .array(mintTicketInput, { error: `must be a list of 1 to ${MINT_TICKETS_MAX} tickets` })
    .min(1, "must have at least one ticket")
    .max(MINT_TICKETS_MAX, `must have at most ${MINT_TICKETS_MAX} tickets: send the rest in another call`),
});
export type MintTicketsInput = z.output<typeof mintTicketsInput>;

/** `eventId` is needed only where several events have a ticket with the same external id. */
export const ofEvent = z
  .string()
  .optional()
  .meta({ description: "Tells tickets of several events with one `ext:` id apart" });
const ticketShape = { id: pathId, eventId: ofEvent };

export const ticketIdInput = fields(ticketShape);
export type TicketIdInput = z.output<typeof ticketIdInput>;

export const listTicketsInput = fields({
  ...listShape,
  eventId: z.string().optional(),
  owner: address.optional(),
  status: oneOf(TICKET_STATUSES).optional(),
  externalId: reference().optional(),
  email: reference(254).optional().meta({ description: "Of the recipient or the attendee, in any case" }),
  search: line(200).optional().meta({
    description: "Part of an attendee's name, an e-mail address, external id, token id, seat or owner",
  }),
});
export type ListTicketsInput = z.output<typeof listTicketsInput>;

export const checkInBody = fields({
  checkinListId: z.string({ error: "must be the id of a check-in list" }).nullish(),
  type: oneOf(["entry", "exit"]).default("entry"),
  nonce: reference().nullish().meta({
    description:
      "A repeat of a nonce gives the same answer, unless that admission was undone: 409 `not_checked_in`",
  }),
  at: instant.nullish().meta({ description: "When the code was read; absent: now" }),
  gate: line(100).nullish().meta({ example: "North" }),
});
export const checkInInput = fields({ ...ticketShape, ...checkInBody.shape });
export type CheckInInput = z.output<typeof checkInInput>;

export const undoCheckInBody = fields({
  nonce: reference().nullish().meta({ description: "Of the scan to undo; absent: the last admission" }),
});
const undoCheckInInput = fields({ ...ticketShape, ...undoCheckInBody.shape });
export type UndoCheckInInput = z.output<typeof undoCheckInInput>;

export const invalidateBody = fields({
  reason: oneOf(INVALIDATION_REASONS),
  note: prose(1_000).nullish().meta({ description: "For your own records; not shown to the holder" }),
});
export const invalidateInput = fields({ ...ticketShape, ...invalidateBody.shape });
export type InvalidateInput = z.output<typeof invalidateInput>;

export const resellShape = {
  to: address
    .nullish()
    .meta({ description: "The buyer's wallet; absent: the contract keeps it for `email`" }),
  email: email.nullish().meta({ description: "The buyer's; without `to`, who may claim it" }),
  price: amount.meta({ description: "What the buyer paid, in the event's currency", example: "25.00" }),
};
export const hasBuyer = (sale: { to?: unknown; email?: unknown }) => Boolean(sale.to ?? sale.email);
export const BUYER_NEEDED = { path: ["to"], error: "or email is needed: who bought the ticket" };

export const resellBody = fields(resellShape).refine(hasBuyer, BUYER_NEEDED);
const resellInput = fields({ ...ticketShape, ...resellShape }).refine(hasBuyer, BUYER_NEEDED);
export type ResellInput = z.output<typeof resellInput>;

/** Unix seconds of the last moment that a `uint40` has. */
const DEADLINE_MAX = 1_099_511_627_775;

const signature = z
  .string({ error: "must be the holder's signature: 0x and hexadecimal digits" })
  .max(10_000, "must have at most 10,000 characters")
  .regex(/^0x([0-9a-fA-F]{2})+$/, "must be the holder's signature: 0x and hexadecimal digits")
  .transform((text): Hex => `0x${text.slice(2)}`);

export const transferBody = fields({
  to: address.meta({ description: "The wallet that gets it" }),
  signature: signature.optional().meta({
    description:
      "By the holder, EIP-712: `TicketTransfer(uint256 tokenId,address to,uint256 nonce,uint256 deadline)`, domain " +
      "`TicketChain`, version `1`, the event's contract. Absent: the organiser moves it",
  }),
  deadline: wholeNumber(1, DEADLINE_MAX).optional().meta({
    description: "Unix seconds until which the signature is good, as signed",
    example: 1_906_000_000,
  }),
}).refine((transfer) => (transfer.signature === undefined) === (transfer.deadline === undefined), {
  path: ["deadline"],
  error: "goes with signature: send both or neither",
});
export type TransferInput = z.output<typeof transferBody> & TicketIdInput;

export const claimBody = fields({
  to: address.meta({ description: "The wallet that gets it" }),
  claimToken: z
    .string({ error: "must be the ticket's claim token" })
    .min(1, "must be the ticket's claim token")
    .max(200, "must be the ticket's claim token")
    .optional()
    .meta({ description: "From the mint's answer. The organiser's own call needs none" }),
});
export type ClaimInput = z.output<typeof claimBody> & TicketIdInput;

const tokenId = z
  .string()
  .nullable()
  .meta({ description: "Decimal string; null until the chain has it", example: "1000000001" });
const owner = checksummed
  .nullable()
  .meta({ description: "Who holds it, or will once it is minted; in custody the contract" });

export const ticketOutput = z
  .object({
    id: id("tkt_01k0000000e008000000000000"),
    eventId: id("evt_01k0000000e008000000000000"),
    ticketTypeId: id("typ_01k0000000e008000000000000"),
    orderId: z.string().nullable().meta({ description: "The order it came with: ord_…" }),
    orderReference: z.string().nullable().meta({ description: "Your own reference of that order" }),
    tokenId,
    status: z.enum(TICKET_STATUSES),
    owner,
    custody: z.boolean().meta({ description: "Kept by the contract until somebody claims it" }),
    externalId: z.string().nullable(),
    email: z.string().nullable(),
    attendee: z.object({ name: z.string().nullable(), email: z.string().nullable() }).nullable(),
    seat: z
      .object({ section: z.string().nullable(), row: z.string().nullable(), seat: z.string().nullable() })
      .nullable(),
    listing: z
      .object({
        id: id("lst_01k0000000e008000000000000"),
        price: decimal,
        currency: z.string().meta({ example: "ETH" }),
        expiresAt: moment,
      })
      .nullable()
      .meta({ description: "Its open listing on the market, if any" }),
    checkedInAt: moment.nullable(),
    invalidation: z
      .object({ at: moment, reason: z.enum(INVALIDATION_REASONS), note: z.string().nullable() })
      .nullable(),
    chain: chainState,
    createdAt: moment,
  })
  .meta({ id: "Ticket" });
export type TicketOutput = z.infer<typeof ticketOutput>;

export const ticketPage = page(ticketOutput);
export type TicketPage = z.infer<typeof ticketPage>;

const mintedTicketOutput = ticketOutput
  .extend({
    claimToken: z
      .string()
      .optional()
      .meta({ description: "Takes the ticket out of custody. Shown in this answer alone" }),
  })
  .meta({ id: "MintedTicket" });
export type MintedTicketOutput = z.infer<typeof mintedTicketOutput>;

export const mintTicketsOutput = z.object({ batch: batchOutput, tickets: z.array(mintedTicketOutput) });
export type MintTicketsOutput = z.infer<typeof mintTicketsOutput>;

const scanOutput = z
  .object({
    id: id("scn_01k0000000e008000000000000"),
    ticketId: id("tkt_01k0000000e008000000000000"),
    type: z.enum(["entry", "exit"]),
    result: z.enum(["admitted", "refused"]),
    code: z.string().optional().meta({ description: "Why it was refused; only then there" }),
    at: moment.meta({ description: "When the code was read" }),
    receivedAt: moment.meta({ description: "When we heard of it" }),
    gate: z.string().nullable(),
    deviceId: z.string().nullable(),
    nonce: z.string().nullable(),
    by: z.string().meta({ description: "Id of the user or API key" }),
    undoneAt: moment.nullable(),
  })
  .meta({ id: "Scan" });
export type ScanOutput = z.infer<typeof scanOutput>;

/** The extra member `firstCheckIn` of an `already_checked_in` problem. */
const firstCheckInOutput = z
  .object({ at: moment, gate: z.string().nullable(), by: z.string(), scanId: z.string() })
  .meta({ id: "FirstCheckIn" });
export type FirstCheckIn = z.infer<typeof firstCheckInOutput>;

export const checkInOutput = z.object({ ticket: ticketOutput, scan: scanOutput });
export type CheckInOutput = z.infer<typeof checkInOutput>;

/** What undoing and invalidating answer: the ticket as it is now, and the action to follow. */
export const ticketActionOutput = z.object({ ticket: ticketOutput, action: actionOutput });
export type TicketActionOutput = z.infer<typeof ticketActionOutput>;

/** A resale into custody also tells, once, what takes the ticket out of it. */
export const resoldTicketOutput = ticketActionOutput
  .extend({
    claimToken: z
      .string()
      .optional()
      .meta({ description: "Takes the ticket out of custody. Shown in this answer alone" }),
  })
  .meta({ id: "ResoldTicket" });
export type ResoldTicketOutput = z.infer<typeof resoldTicketOutput>;

export const listScansInput = fields({ ...ticketShape, ...listShape });
export type ListScansInput = z.output<typeof listScansInput>;
export const scanPage = page(scanOutput);
export type ScanPage = z.infer<typeof scanPage>;

/** What a column of chain ids holds. */
const CHAIN_ID_MAX = 2_147_483_647;

/** A token by its place on the chain. */
export const tokenInput = fields({
  chainId: z.coerce.number().int().min(1).max(CHAIN_ID_MAX),
  contract: address,
  tokenId: z.string().regex(/^\d{1,78}$/, "must be a token id: a decimal number"),
});
export type TokenInput = z.output<typeof tokenInput>;

export const listByTokensInput = fields({
  tokens: z.array(tokenInput).max(500, "must have at most 500 tokens"),
});
export type ListByTokensInput = z.output<typeof listByTokensInput>;

const listByOwnerInput = fields({ owner: address, ...listShape });
export type ListByOwnerInput = z.output<typeof listByOwnerInput>;

/** What anybody may see of a ticket: nothing about the person. */
export const publicTicketOutput = z
  .object({
    id: id("tkt_01k0000000e008000000000000"),
    tokenId,
    status: z.enum(TICKET_STATUSES),
    owner,
    custody: z.boolean(),
    seat: ticketOutput.shape.seat,
    checkedInAt: moment.nullable(),
    invalidation: z.object({ at: moment, reason: z.enum(INVALIDATION_REASONS) }).nullable(),
    ticketType: z.object({ name: z.string(), description: z.string().nullable(), price: decimal }),
    event: z.object({
      id: z.string(),
      slug: z.string(),
      name: z.string(),
      status: z.enum(["draft", "published", "cancelled", "ended"]),
      imageUrl: z.string().nullable(),
      startsAt: moment,
      endsAt: moment,
      timeZone: z.string(),
      currency: z.string(),
      venue: z.object({ name: z.string(), address: z.string().nullable() }).nullable(),
      transferPolicy: z.enum(["locked", "market_only", "open"]),
      chainId: z.int().nullable(),
      contractAddress: checksummed.nullable(),
      organiser: z.object({ name: z.string(), slug: z.string() }),
    }),
    chain: chainState,
  })
  .meta({ id: "PublicTicket" });
export type PublicTicketOutput = z.infer<typeof publicTicketOutput>;

const publicTicketPage = page(publicTicketOutput);
export type PublicTicketPage = z.infer<typeof publicTicketPage>;

/** One thing that happened to a ticket, as its chain or a gate tells. */
const historyEntry = z.discriminatedUnion("source", [
  z.object({
    source: z.literal("chain"),
    at: moment,
    name: z.string().meta({
      description: "transferred, checked_in, check_in_undone or invalidated",
      example: "checked_in",
    }),
    from: z.string().nullable().meta({ description: "Of a transfer; the zero address: it was minted" }),
    to: z.string().nullable(),
    txHash: z.string(),
    blockNumber: z.int(),
  }),
  z.object({ source: z.literal("scan"), at: moment, scan: scanOutput }),
]);
export type HistoryEntry = z.infer<typeof historyEntry>;

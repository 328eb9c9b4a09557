import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { bigint, boolean, foreignKey, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, moment, uint256 } from "./columns";
import { events, ticketTypes } from "./events";

export const TICKET_STATUSES = ["pending", "valid", "checked_in", "invalidated", "failed"] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export const INVALIDATION_REASONS = ["refunded", "cancelled", "fraud", "duplicate", "other"] as const;

/**
 * Tickets acquired together: minted under the caller's own reference, or purchased on the chain by one permit. The index writes
 * those of purchases, from the chain's word alone, and removes them when a reorg takes it back.
 */
export const orders = pgTable(
  "orders",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id").notNull(),
    eventId: text("event_id")
      .notNull()
      .references(() => events.id),
    /** Null for a purchase; all that follows is null for what was minted. */
    reference: text("reference"),
    buyer: text("buyer").$type<`0x${string}`>(),
    /** Of the permit that was used, which no other purchase of the event's contract can have. */
    permitNonce: uint256("permit_nonce"),
    ticketTypeId: text("ticket_type_id"),
    quantity: integer("quantity"),
    unitPriceUnits: uint256("unit_price_units"),
    txHash: text("tx_hash").$type<`0x${string}`>(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("orders_reference").on(t.eventId, t.reference),
    uniqueIndex("orders_permit").on(t.eventId, t.permitNonce).where(sql`permit_nonce is not null`),
    index("orders_buyer").on(t.eventId, t.buyer).where(sql`buyer is not null`),
    index("orders_event").on(t.eventId, t.id),
    index("orders_organisation").on(t.organisationId, t.id),
  ],
);

/**
 * One ERC-721 token, or the promise of one. Check-in and invalidation count from the moment they are accepted
 * here; the chain follows. `status` is computed by the database, so no writer can leave it wrong.
 */
export const tickets = pgTable(
  "tickets",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id").notNull(),
    eventId: text("event_id").notNull(),
    ticketTypeId: text("ticket_type_id").notNull(),
    orderId: text("order_id").references(() => orders.id),
    externalId: text("external_id"),
    email: text("email"),
    attendeeName: text("attendee_name"),
    attendeeEmail: text("attendee_email"),
    seatSection: text("seat_section"),
    seatRow: text("seat_row"),
    seatNumber: text("seat_number"),
    /** Whom it is minted to; null: the contract keeps it in custody. */
    recipient: text("recipient").$type<`0x${string}`>(),
    claimTokenHash: text("claim_token_hash"),
    /** Null when others minted it, or sold it by a permit of ours: the chain then told us of it. */
    mintActionId: text("mint_action_id"),
    /** Null while nothing was asked for here. */
    lastActionId: text("last_action_id"),
    /** Where others minted it, and the how manieth mint of its contract it is in that transaction; null where we did. */
    mintTxHash: text("mint_tx_hash").$type<`0x${string}`>(),
    mintBlockNumber: bigint("mint_block_number", { mode: "number" }),
    mintPlace: integer("mint_place"),
    /** Its mint was refused, or, made by others, taken back by a reorg. */
    mintFailed: boolean("mint_failed").notNull().default(false),
    tokenId: uint256("token_id"),
    owner: text("owner").$type<`0x${string}`>(),
    checkedInAt: moment("checked_in_at"),
    checkedInScanId: text("checked_in_scan_id"),
    invalidatedAt: moment("invalidated_at"),
    invalidatedReason: text("invalidated_reason", {
      enum: INVALIDATION_REASONS,
    }),
    invalidatedNote: text("invalidated_note"),
    status: text("status")
      .$type<TicketStatus>()
      .notNull()
      .generatedAlwaysAs(
        (): SQL => sql`case
          when mint_failed then 'failed'
          when invalidated_at is not null then 'invalidated'
          when checked_in_at is not null then 'checked_in'
          when token_id is not null then 'valid'
          else 'pending' end`,
      ),
    createdAt: createdAt(),
  },
  (t) => [
    // No index knows `status` nor what a check-in changes: Postgres then writes the ticket's page alone, and none of its indexes'.
    // A type of the ticket's own event: one check for both.
    foreignKey({
      name: "tickets_event_type",
      columns: [t.eventId, t.ticketTypeId],
      foreignColumns: [ticketTypes.eventId, ticketTypes.id],
    }),
    // Where a column is mostly empty, empty rows cost no place in its index: every write is the faster for it.
    uniqueIndex("tickets_external_id").on(t.eventId, t.externalId).where(sql`external_id is not null`),
    uniqueIndex("tickets_token").on(t.eventId, t.tokenId),
    index("tickets_event").on(t.eventId, t.id),
    index("tickets_set_apart").on(t.eventId, t.id).where(isSetApart(t)),
    index("tickets_organisation").on(t.organisationId, t.id),
    // Who holds it, or will once it is minted.
    index("tickets_holder").on(sql`coalesce(${t.owner}, ${t.recipient})`, t.id),
    index("tickets_organisation_external_id")
      .on(t.organisationId, t.externalId)
      .where(sql`external_id is not null`),
    index("tickets_email").on(sql`lower(${t.email})`).where(sql`email is not null`),
    index("tickets_attendee_email").on(sql`lower(${t.attendeeEmail})`).where(sql`attendee_email is not null`),
    index("tickets_order").on(t.orderId).where(sql`order_id is not null`),
    index("tickets_mint_action").on(t.mintActionId).where(sql`mint_action_id is not null`),
    index("tickets_orphaned").on(t.mintTxHash).where(sql`mint_failed and mint_tx_hash is not null`),
  ],
);

/** One reading of a ticket at a gate or by hand, admitted or refused; a check-in is the first admission. */
export const scans = pgTable(
  "scans",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id").notNull(),
    eventId: text("event_id").notNull(),
    ticketId: text("ticket_id")
      .notNull()
      .references(() => tickets.id),
    type: text("type", { enum: ["entry", "exit"] }).notNull(),
    result: text("result", { enum: ["admitted", "refused"] }).notNull(),
    code: text("code"),
    at: moment("at").notNull(),
    receivedAt: moment("received_at").notNull(),
    gate: text("gate"),
    deviceId: text("device_id"),
    nonce: text("nonce"),
    by: text("by").notNull(),
    undoneAt: moment("undone_at"),
    /** Of an entry refused as `already_checked_in`: the admission in force then, by which a repeat is answered alike. */
    firstScanId: text("first_scan_id"),
  },
  (t) => [uniqueIndex("scans_nonce").on(t.ticketId, t.nonce), index("scans_ticket").on(t.ticketId, t.id)],
);

/** Tickets that are pending, failed or invalidated, in the words of their index: most aren't, most of the time. */
export function isSetApart(t: Record<"tokenId" | "mintFailed" | "invalidatedAt", AnyColumn>): SQL {
  return sql`(${t.tokenId} is null or ${t.mintFailed} or ${t.invalidatedAt} is not null)`;
}

/** What was asked for together; its counts come from its actions. */
export const batches = pgTable("batches", {
  id: text("id").primaryKey(),
  organisationId: text("organisation_id").notNull(),
  eventId: text("event_id"),
  kind: text("kind").notNull(),
  total: integer("total").notNull(),
  createdAt: createdAt(),
});

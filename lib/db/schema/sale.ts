import { sql } from "drizzle-orm";
import { bigint, foreignKey, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, moment, uint256 } from "./columns";
import { events, ticketTypes } from "./events";
import { tickets } from "./tickets";

type Hex = `0x${string}`;

/**
 * Stock reserved for a buyer who has a signed permit to purchase it on the chain. Whether it is open follows from the times, and
 * that it was used from there being an order with its nonce: neither is stored.
 */
export const holds = pgTable(
  "holds",
  {
    id: text("id").primaryKey(),
    eventId: text("event_id")
      .notNull()
      .references(() => events.id),
    ticketTypeId: text("ticket_type_id").notNull(),
    quantity: integer("quantity").notNull(),
    buyer: text("buyer").$type<Hex>().notNull(),
    /** The permit's: used up on the chain by the purchase. */
    nonce: bigint("nonce", { mode: "number" }).notNull(),
    unitPriceUnits: uint256("unit_price_units").notNull(),
    signer: text("signer").$type<Hex>().notNull(),
    signature: text("signature").$type<Hex>().notNull(),
    createdAt: createdAt(),
    /** In whole seconds: the permit's deadline too. */
    expiresAt: moment("expires_at").notNull(),
    releasedAt: moment("released_at"),
  },
  (t) => [
    foreignKey({
      name: "holds_event_type",
      columns: [t.eventId, t.ticketTypeId],
      foreignColumns: [ticketTypes.eventId, ticketTypes.id],
    }),
    uniqueIndex("holds_nonce").on(t.eventId, t.nonce),
    index("holds_type").on(t.ticketTypeId, t.expiresAt),
    index("holds_buyer").on(t.eventId, t.buyer, t.expiresAt),
    index("holds_expiry").on(t.expiresAt),
  ],
);

/** The last nonce that a permit of each event was given: neighbours cost the buyers less gas. */
export const permitNonces = pgTable("permit_nonces", {
  eventId: text("event_id")
    .primaryKey()
    .references(() => events.id),
  last: bigint("last", { mode: "number" }).notNull(),
});

/**
 * A holder's signed offer. Whether it stands follows from the ticket, its event and what the chain said of the token; stored is
 * only that it was taken back, or made way for a newer one.
 */
export const listings = pgTable(
  "listings",
  {
    id: text("id").primaryKey(),
    eventId: text("event_id")
      .notNull()
      .references(() => events.id),
    ticketId: text("ticket_id")
      .notNull()
      .references(() => tickets.id),
    /** As the offer names it: after a reorg the ticket may be another token. */
    tokenId: uint256("token_id").notNull(),
    seller: text("seller").$type<Hex>().notNull(),
    priceUnits: uint256("price_units").notNull(),
    /** The ticket's `nonceOf` that the offer names: once the chain counts further, the offer is void. */
    nonce: integer("nonce").notNull(),
    signature: text("signature").$type<Hex>().notNull(),
    createdAt: createdAt(),
    /** In whole seconds: the offer's expiry. */
    expiresAt: moment("expires_at").notNull(),
    closedAt: moment("closed_at"),
  },
  (t) => [
    uniqueIndex("listings_current").on(t.ticketId).where(sql`closed_at is null`),
    index("listings_ticket").on(t.ticketId),
    index("listings_event").on(t.eventId, t.id).where(sql`closed_at is null`),
  ],
);

import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { createdAt, moment, uint256 } from "./columns";

export const EVENT_STATUSES = ["draft", "published", "cancelled"] as const;
export const TRANSFER_POLICIES = ["locked", "market_only", "open"] as const;

/** What holders buy under and the contract can extend; times in ISO 8601. */
type Terms = { endsAt: string; resaleClosesAt: string; maxPerWallet: number | null };

/** An event and, once published, its contract. That it has `ended` follows from `ends_at` and is not stored. */
export const events = pgTable(
  "events",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id").notNull(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    description: text("description"),
    imageUrl: text("image_url"),
    externalId: text("external_id"),
    startsAt: moment("starts_at").notNull(),
    endsAt: moment("ends_at").notNull(),
    timeZone: text("time_zone").notNull(),
    currency: text("currency").notNull(),
    currencyDecimals: integer("currency_decimals").notNull(),
    /** How the contract names it: zero for the chain's own coin. Null for money that isn't on the chain. */
    currencyAddress: text("currency_address").$type<`0x${string}`>(),
    venueName: text("venue_name"),
    venueAddress: text("venue_address"),
    latitude: doublePrecision("latitude"),
    longitude: doublePrecision("longitude"),
    transferPolicy: text("transfer_policy", {
      enum: TRANSFER_POLICIES,
    }).notNull(),
    resaleCapBps: integer("resale_cap_bps").notNull(),
    royaltyBps: integer("royalty_bps").notNull(),
    maxPerWallet: integer("max_per_wallet"),
    resaleClosesAt: moment("resale_closes_at").notNull(),
    status: text("status", { enum: EVENT_STATUSES }).notNull().default("draft"),
    chainId: integer("chain_id"),
    contractAddress: text("contract_address").$type<`0x${string}`>(),
    /** The server's account that created the contract and operates it: what it sends goes in one lane, in order. */
    signer: text("signer").$type<`0x${string}`>(),
    publishActionId: text("publish_action_id"),
    publishedAt: moment("published_at"),
    /** The last of what was asked of the contract as a whole: its deployment, and then one change after another. */
    lastActionId: text("last_action_id"),
    /** Null where it was cancelled as a draft, or by its owner on the chain. */
    cancelActionId: text("cancel_action_id"),
    cancelledAt: moment("cancelled_at"),
    /** The wallet that owns the contract, as the chain says; null until its deployment is indexed. */
    ownerAddress: text("owner_address").$type<`0x${string}`>(),
    /** Whether mints, sales and moves are stopped on the chain. */
    isPaused: boolean("is_paused").notNull().default(false),
    /** Since when the contract refuses `signer`, which its owner removed. */
    operatorRemovedAt: moment("operator_removed_at"),
    /** What it was published with, kept while the chain says that the contract was extended. */
    publishedTerms: jsonb("published_terms").$type<Terms>(),
    createdAt: createdAt(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("events_slug").on(t.slug),
    uniqueIndex("events_external_id").on(t.organisationId, t.externalId),
    uniqueIndex("events_contract").on(t.chainId, t.contractAddress),
    index("events_organisation").on(t.organisationId, t.id),
  ],
);

/**
 * A tier of an event. `number` is its number on-chain, below 0 where the chain refused it; `issued` counts tickets neither failed nor invalidated, those that others
 * minted or sold included.
 */
export const ticketTypes = pgTable(
  "ticket_types",
  {
    id: text("id").primaryKey(),
    eventId: text("event_id")
      .notNull()
      .references(() => events.id),
    number: integer("number").notNull(),
    name: text("name").notNull(),
    description: text("description"),
    priceUnits: uint256("price_units").notNull(),
    supply: integer("supply").notNull(),
    issued: integer("issued").notNull().default(0),
    salesStart: moment("sales_start"),
    salesEnd: moment("sales_end"),
    /** Not asked for here: the contract's owner or another operator added it. */
    isAddedOnChain: boolean("is_added_on_chain").notNull().default(false),
    /** What asks the chain for it; null where the event was published with it, or others added it. */
    addActionId: text("add_action_id"),
    /** The last that concerns it, its supply included: what needs it on the chain comes after that. */
    lastActionId: text("last_action_id"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("ticket_types_number").on(t.eventId, t.number),
    // For tickets to refer to a type of their own event.
    unique("ticket_types_of_event").on(t.eventId, t.id),
  ],
);

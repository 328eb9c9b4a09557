import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, moment } from "./columns";
import { events } from "./events";
import { webhookEndpoints } from "./webhooks";

/*
 * What integrators who come from the OPEN Ticketing Ecosystem say beyond what an event or a ticket here has. Their ids are the
 * `external_id`s of events and tickets.
 */

/** An event that was made by the OPEN surface. */
export const openEvents = pgTable("open_events", {
  eventId: text("event_id")
    .primaryKey()
    .references(() => events.id),
  shopUrl: text("shop_url"),
  coverMediaUrl: text("cover_media_url"),
  defaultNftImageUrl: text("default_nft_image_url"),
  defaultNftMediaUrl: text("default_nft_media_url"),
  callbackUrl: text("callback_url"),
  /** Carries what is called back, signed like any webhook. */
  callbackEndpointId: text("callback_endpoint_id").references(() => webhookEndpoints.id, {
    onDelete: "set null",
  }),
});

export type OpenAttribute = { name: string; value: string | number | boolean };

/** A ticket as OPEN's life cycle has it. That it was checked in or invalidated stands in the ticket itself. */
export const openTickets = pgTable("open_tickets", {
  /** No foreign key: a ticket that others minted goes with the block that a reorg orphans. */
  ticketId: text("ticket_id").primaryKey(),
  /** Whom it is held for until it is claimed, in the caller's words. */
  userId: text("user_id"),
  /** What it was last sold for, in the event's currency. */
  price: text("price"),
  imageUrl: text("image_url"),
  mediaUrl: text("media_url"),
  name: text("name"),
  description: text("description"),
  attributes: jsonb("attributes").$type<OpenAttribute[]>(),
  /** Of the last sale. */
  orderTime: moment("order_time"),
  isScanned: boolean("is_scanned").notNull().default(false),
  isClaimed: boolean("is_claimed").notNull().default(false),
});

/** What was promised for an item of a call: to be asked how far it is. */
export const openPromises = pgTable(
  "open_promises",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id").notNull(),
    kind: text("kind").notNull(),
    eventId: text("event_id").notNull(),
    ticketId: text("ticket_id"),
    /** Whom the ticket was for when it was promised. */
    userId: text("user_id"),
    /** Null where the chain has nothing to do. */
    actionId: text("action_id"),
    createdAt: createdAt(),
  },
  (t) => [index("open_promises_action").on(t.actionId).where(sql`action_id is not null`)],
);

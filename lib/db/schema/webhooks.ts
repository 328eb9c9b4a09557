import { sql } from "drizzle-orm";
import { bigserial, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, moment } from "./columns";

/** What an organisation's server may be told of. */
export const WEBHOOK_TYPES = [
  "event.published",
  "event.cancelled",
  "ticket.issued",
  "ticket.checked_in",
  "ticket.invalidated",
  "ticket.transferred",
  "ticket.resold",
  "ticket.claimed",
  "batch.completed",
  "action.failed",
] as const;
export type WebhookType = (typeof WEBHOOK_TYPES)[number];

/** What is sent: also what nobody can ask for by name, since it follows from how an event was made. */
export const MESSAGE_TYPES = [...WEBHOOK_TYPES, "open.callback"] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** One that was rotated, sealed, and until when it signs. */
export type PreviousSecret = { secret: string; until: string };

/** Where an organisation wants to be told. Secrets are sealed: the database alone doesn't give them away. */
export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id").notNull(),
    url: text("url").notNull(),
    events: text("events").array().notNull(),
    secret: text("secret").notNull(),
    /** Those before, newest first: each signs beside the new one for a while. */
    previousSecrets: jsonb("previous_secrets").$type<PreviousSecret[]>().notNull().default([]),
    status: text("status", { enum: ["enabled", "disabled"] })
      .notNull()
      .default("enabled"),
    disabledReason: text("disabled_reason"),
    createdAt: createdAt(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [index("webhook_endpoints_organisation").on(t.organisationId, t.id)],
);

/** The outbox of what happened, written in the transaction that made it true. */
export const webhookMessages = pgTable(
  "webhook_messages",
  {
    id: text("id").primaryKey(),
    seq: bigserial("seq", { mode: "number" }).notNull(),
    organisationId: text("organisation_id").notNull(),
    type: text("type", { enum: MESSAGE_TYPES }).notNull(),
    /** The ticket or other thing that it is about: what is about one thing is told in order. */
    subject: text("subject").notNull(),
    /** The ids of what it is about; what they stand for is read when it is sent. */
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    at: moment("at").notNull(),
    /** What is sent, the same bytes at each attempt; null until deliveries were made of it. */
    body: text("body"),
  },
  (t) => [
    index("webhook_messages_pending").on(t.seq).where(sql`body is null`),
    index("webhook_messages_at").on(t.organisationId, t.at),
    index("webhook_messages_age").on(t.at),
  ],
);

/** One attempt, as the log shows it. */
export type DeliveryAttempt = { at: string; status: number | null; error: string | null; ms: number };

/** A message on its way to an endpoint. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: text("id").primaryKey(),
    seq: bigserial("seq", { mode: "number" }).notNull(),
    endpointId: text("endpoint_id")
      .notNull()
      .references((): typeof webhookEndpoints.id => webhookEndpoints.id, { onDelete: "cascade" }),
    messageId: text("message_id")
      .notNull()
      .references(() => webhookMessages.id),
    subject: text("subject").notNull(),
    status: text("status", { enum: ["pending", "delivered", "failed"] })
      .notNull()
      .default("pending"),
    /** How many were begun. */
    attempts: integer("attempts").notNull().default(0),
    /** When the next attempt is due; null where it waits for an earlier delivery about the same subject, or is done. */
    nextAttemptAt: moment("next_attempt_at"),
    /** Until then somebody is to make the next attempt, or is making it. */
    takenUntil: moment("taken_until"),
    log: jsonb("log").$type<DeliveryAttempt[]>().notNull().default([]),
    createdAt: createdAt(),
    deliveredAt: moment("delivered_at"),
  },
  (t) => [
    index("webhook_deliveries_due")
      .on(t.endpointId, t.nextAttemptAt, t.seq)
      .where(sql`status = 'pending' and next_attempt_at is not null`),
    index("webhook_deliveries_taken")
      .on(t.endpointId, t.takenUntil)
      .where(sql`status = 'pending' and taken_until is not null`),
    index("webhook_deliveries_order").on(t.endpointId, t.subject, t.seq).where(sql`status = 'pending'`),
    index("webhook_deliveries_age").on(t.createdAt),
    index("webhook_deliveries_endpoint").on(t.endpointId, t.id),
    // Few aren't delivered: those that people look for.
    index("webhook_deliveries_not_delivered").on(t.endpointId, t.id).where(sql`status <> 'delivered'`),
    index("webhook_deliveries_message").on(t.messageId),
  ],
);

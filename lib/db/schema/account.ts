import {
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { createdAt, moment } from "./columns";

/** API keys: only a hash is kept, so a key can be shown once and never again. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id").notNull(),
    name: text("name").notNull(),
    /** The first characters, to tell keys apart. */
    prefix: text("prefix").notNull(),
    hash: text("hash").notNull(),
    scopes: text("scopes").array().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
    expiresAt: moment("expires_at"),
    lastUsedAt: moment("last_used_at"),
    revokedAt: moment("revoked_at"),
  },
  (t) => [uniqueIndex("api_keys_hash").on(t.hash), index("api_keys_organisation").on(t.organisationId, t.id)],
);

/** Who did what, written in the transaction that did it. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: text("id").primaryKey(),
    seq: bigserial("seq", { mode: "number" }).notNull(),
    organisationId: text("organisation_id").notNull(),
    at: createdAt(),
    actorType: text("actor_type", {
      enum: ["user", "api_key", "system"],
    }).notNull(),
    actorId: text("actor_id").notNull(),
    action: text("action").notNull(),
    entity: text("entity").notNull(),
    entityId: text("entity_id").notNull(),
    data: jsonb("data").notNull(),
    requestId: text("request_id").notNull(),
  },
  (t) => [index("audit_log_organisation").on(t.organisationId, t.seq)],
);

/** Answers kept for 24 hours, so that a repeated request has one effect. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    organisationId: text("organisation_id").notNull(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    /** Null while the first call is running. */
    responseStatus: integer("response_status"),
    responseHeaders: jsonb("response_headers").$type<Record<string, string>>(),
    responseBody: text("response_body"),
    createdAt: createdAt(),
    expiresAt: moment("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.key] }),
    index("idempotency_keys_expiry").on(t.expiresAt),
  ],
);

import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
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
    /** Null: as many requests as the server allows anybody. */
    rateLimitPerMinute: integer("rate_limit_per_minute"),
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
    expiresAt: moment("expires_at"),
    lastUsedAt: moment("last_used_at"),
    revokedAt: moment("revoked_at"),
  },
  (t) => [uniqueIndex("api_keys_hash").on(t.hash), index("api_keys_organisation").on(t.organisationId, t.id)],
);

/** Keys that sign short-lived tokens. `id` is the public key's thumbprint (RFC 7638). */
export const signingKeys = pgTable("signing_keys", {
  id: text("id").primaryKey(),
  publicKey: jsonb("public_key").$type<{ kty: "EC"; crv: string; x: string; y: string }>().notNull(),
  /** A JWK, sealed with the server's secret. */
  privateKey: text("private_key").notNull(),
  createdAt: createdAt(),
  /** What it has signed stays good until that expires. */
  signsUntil: moment("signs_until").notNull(),
});

/** On whose behalf something was done. */
export const ACTOR_TYPES = ["user", "api_key", "system", "holder"] as const;

/** Who did what, written in the transaction that did it. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id").notNull(),
    at: createdAt(),
    actorType: text("actor_type", { enum: ACTOR_TYPES }).notNull(),
    actorId: text("actor_id").notNull(),
    action: text("action").notNull(),
    entity: text("entity").notNull(),
    entityId: text("entity_id").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    requestId: text("request_id").notNull(),
  },
  (t) => [
    index("audit_log_organisation").on(t.organisationId, t.id),
    index("audit_log_entity").on(t.organisationId, t.entityId, t.id),
  ],
);

/** Answers kept for 24 hours, so that a repeated request has one effect. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    organisationId: text("organisation_id").notNull(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    /** What the first caller might do. */
    scopes: text("scopes").array().notNull().default([]),
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

CREATE TABLE "signing_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"public_key" jsonb NOT NULL,
	"private_key" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"signs_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "open_events" (
	"event_id" text PRIMARY KEY NOT NULL,
	"shop_url" text,
	"cover_media_url" text,
	"default_nft_image_url" text,
	"default_nft_media_url" text,
	"callback_url" text,
	"callback_endpoint_id" text
);
--> statement-breakpoint
CREATE TABLE "open_promises" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"kind" text NOT NULL,
	"event_id" text NOT NULL,
	"ticket_id" text,
	"user_id" text,
	"action_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "open_tickets" (
	"ticket_id" text PRIMARY KEY NOT NULL,
	"user_id" text,
	"price" text,
	"image_url" text,
	"media_url" text,
	"name" text,
	"description" text,
	"attributes" jsonb,
	"order_time" timestamp (3) with time zone,
	"is_scanned" boolean DEFAULT false NOT NULL,
	"is_claimed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"ticket_type_id" text NOT NULL,
	"quantity" integer NOT NULL,
	"buyer" text NOT NULL,
	"nonce" bigint NOT NULL,
	"unit_price_units" numeric(78, 0) NOT NULL,
	"signer" text NOT NULL,
	"signature" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"released_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "listings" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"ticket_id" text NOT NULL,
	"token_id" numeric(78, 0) NOT NULL,
	"seller" text NOT NULL,
	"price_units" numeric(78, 0) NOT NULL,
	"nonce" integer NOT NULL,
	"signature" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "permit_nonces" (
	"event_id" text PRIMARY KEY NOT NULL,
	"last" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"endpoint_id" text NOT NULL,
	"message_id" text NOT NULL,
	"subject" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"taken_until" timestamp (3) with time zone,
	"log" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"delivered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"url" text NOT NULL,
	"events" text[] NOT NULL,
	"secret" text NOT NULL,
	"previous_secrets" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" text DEFAULT 'enabled' NOT NULL,
	"disabled_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"organisation_id" text NOT NULL,
	"type" text NOT NULL,
	"subject" text NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"body" text
);
--> statement-breakpoint
DROP INDEX "tickets_owner";--> statement-breakpoint
DROP INDEX "audit_log_organisation";--> statement-breakpoint
DROP INDEX "tickets_event_status";--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "reference" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "rate_limit_per_minute" integer;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD COLUMN "scopes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "last_action_id" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "cancel_action_id" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "cancelled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "add_action_id" text;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "last_action_id" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "buyer" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "permit_nonce" numeric(78, 0);--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "ticket_type_id" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "quantity" integer;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "unit_price_units" numeric(78, 0);--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "tx_hash" text;--> statement-breakpoint
ALTER TABLE "open_events" ADD CONSTRAINT "open_events_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "open_events" ADD CONSTRAINT "open_events_callback_endpoint_id_webhook_endpoints_id_fk" FOREIGN KEY ("callback_endpoint_id") REFERENCES "public"."webhook_endpoints"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_event_type" FOREIGN KEY ("event_id","ticket_type_id") REFERENCES "public"."ticket_types"("event_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permit_nonces" ADD CONSTRAINT "permit_nonces_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_webhook_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."webhook_endpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_message_id_webhook_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."webhook_messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "open_promises_action" ON "open_promises" USING btree ("action_id") WHERE action_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "holds_nonce" ON "holds" USING btree ("event_id","nonce");--> statement-breakpoint
CREATE INDEX "holds_type" ON "holds" USING btree ("ticket_type_id","expires_at");--> statement-breakpoint
CREATE INDEX "holds_buyer" ON "holds" USING btree ("event_id","buyer","expires_at");--> statement-breakpoint
CREATE INDEX "holds_expiry" ON "holds" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "listings_current" ON "listings" USING btree ("ticket_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "listings_ticket" ON "listings" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "listings_event" ON "listings" USING btree ("event_id","id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("endpoint_id","next_attempt_at","seq") WHERE status = 'pending' and next_attempt_at is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_taken" ON "webhook_deliveries" USING btree ("endpoint_id","taken_until") WHERE status = 'pending' and taken_until is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_order" ON "webhook_deliveries" USING btree ("endpoint_id","subject","seq") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_age" ON "webhook_deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_endpoint" ON "webhook_deliveries" USING btree ("endpoint_id","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_message" ON "webhook_deliveries" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "webhook_endpoints_organisation" ON "webhook_endpoints" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "webhook_messages_pending" ON "webhook_messages" USING btree ("seq") WHERE body is null;--> statement-breakpoint
CREATE INDEX "webhook_messages_at" ON "webhook_messages" USING btree ("organisation_id","at");--> statement-breakpoint
CREATE INDEX "webhook_messages_age" ON "webhook_messages" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_log_entity" ON "audit_log" USING btree ("organisation_id","entity_id","id");--> statement-breakpoint
CREATE INDEX "actions_of_event" ON "actions" USING btree ("event_id","seq") WHERE kind in ('cancel', 'add_ticket_type', 'set_supply', 'extend');--> statement-breakpoint
CREATE INDEX "chain_events_resales" ON "chain_events" USING btree ("contract") WHERE name in ('resold', 'offer_filled');--> statement-breakpoint
CREATE UNIQUE INDEX "orders_permit" ON "orders" USING btree ("event_id","permit_nonce") WHERE permit_nonce is not null;--> statement-breakpoint
CREATE INDEX "orders_buyer" ON "orders" USING btree ("event_id","buyer") WHERE buyer is not null;--> statement-breakpoint
CREATE INDEX "orders_event" ON "orders" USING btree ("event_id","id");--> statement-breakpoint
CREATE INDEX "orders_organisation" ON "orders" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "tickets_holder" ON "tickets" USING btree (coalesce("owner", "recipient"),"id");--> statement-breakpoint
CREATE INDEX "tickets_order" ON "tickets" USING btree ("order_id") WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX "audit_log_organisation" ON "audit_log" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "tickets_event_status" ON "tickets" USING btree ("event_id","status","id");--> statement-breakpoint
ALTER TABLE "audit_log" DROP COLUMN "seq";--> statement-breakpoint
CREATE STATISTICS "tickets_email_values" ON lower("email") FROM "tickets";
--> statement-breakpoint
CREATE STATISTICS "tickets_attendee_email_values" ON lower("attendee_email") FROM "tickets";
--> statement-breakpoint
UPDATE "events" SET "cancelled_at" = "updated_at" WHERE "status" = 'cancelled' AND "cancelled_at" IS NULL;

ALTER TABLE "tickets" ALTER COLUMN "mint_action_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ALTER COLUMN "last_action_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "owner_address" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "is_paused" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "operator_removed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "published_terms" jsonb;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "is_added_on_chain" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "mint_tx_hash" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "mint_block_number" bigint;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "mint_place" integer;--> statement-breakpoint
CREATE INDEX "tickets_orphaned" ON "tickets" USING btree ("mint_tx_hash") WHERE mint_failed and mint_tx_hash is not null;--> statement-breakpoint
-- Blocks that were read before lack the new kinds of facts: all is read again, from our first transaction on.
DELETE FROM "chain_events";--> statement-breakpoint
DELETE FROM "blocks";--> statement-breakpoint
DELETE FROM "cursors";

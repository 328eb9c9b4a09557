-- Leaves room on each page for the next version of its tickets.
ALTER TABLE "tickets" SET (fillfactor = 85);--> statement-breakpoint
DROP INDEX "tickets_event_status";--> statement-breakpoint
CREATE INDEX "tickets_set_apart" ON "tickets" USING btree ("event_id","id") WHERE ("tickets"."token_id" is null or "tickets"."mint_failed" or "tickets"."invalidated_at" is not null);
ALTER TABLE "ticket_types" ADD CONSTRAINT "ticket_types_of_event" UNIQUE("event_id","id");--> statement-breakpoint
ALTER TABLE "tickets" DROP CONSTRAINT "tickets_event_id_events_id_fk";
--> statement-breakpoint
ALTER TABLE "tickets" DROP CONSTRAINT "tickets_ticket_type_id_ticket_types_id_fk";
--> statement-breakpoint
DROP INDEX "tickets_external_id";--> statement-breakpoint
DROP INDEX "tickets_organisation_external_id";--> statement-breakpoint
DROP INDEX "tickets_email";--> statement-breakpoint
DROP INDEX "tickets_attendee_email";--> statement-breakpoint
DROP INDEX "tickets_mint_action";--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_event_type" FOREIGN KEY ("event_id","ticket_type_id") REFERENCES "public"."ticket_types"("event_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_external_id" ON "tickets" USING btree ("event_id","external_id") WHERE external_id is not null;--> statement-breakpoint
CREATE INDEX "tickets_organisation_external_id" ON "tickets" USING btree ("organisation_id","external_id") WHERE external_id is not null;--> statement-breakpoint
CREATE INDEX "tickets_email" ON "tickets" USING btree (lower("email")) WHERE email is not null;--> statement-breakpoint
CREATE INDEX "tickets_attendee_email" ON "tickets" USING btree (lower("attendee_email")) WHERE attendee_email is not null;--> statement-breakpoint
CREATE INDEX "tickets_mint_action" ON "tickets" USING btree ("mint_action_id") WHERE mint_action_id is not null;

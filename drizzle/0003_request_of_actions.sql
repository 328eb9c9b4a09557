ALTER TABLE "actions" ADD COLUMN "request_id" text;--> statement-breakpoint
CREATE INDEX "actions_progress" ON "actions" USING btree ("status","kind","created_at");
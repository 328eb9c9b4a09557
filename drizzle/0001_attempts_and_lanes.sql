CREATE TABLE "transaction_attempts" (
	"chain_id" integer NOT NULL,
	"hash" text NOT NULL,
	"transaction_id" text NOT NULL,
	"seq" bigserial NOT NULL,
	"signed_bytes" text NOT NULL,
	"max_fee_per_gas" numeric(78, 0) NOT NULL,
	"max_priority_fee_per_gas" numeric(78, 0) NOT NULL,
	"is_cancel" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "transaction_attempts_chain_id_hash_pk" PRIMARY KEY("chain_id","hash")
);
--> statement-breakpoint
CREATE TABLE "signer_states" (
	"chain_id" integer NOT NULL,
	"address" text NOT NULL,
	"status" text NOT NULL,
	"balance" numeric(78, 0) NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "signer_states_chain_id_address_pk" PRIMARY KEY("chain_id","address")
);
--> statement-breakpoint
DROP INDEX "transactions_hash";--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "signer" text;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "is_cancelled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "stored_at_block" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "transactions" ALTER COLUMN "stored_at_block" DROP DEFAULT;--> statement-breakpoint
INSERT INTO "transaction_attempts" ("chain_id", "hash", "transaction_id", "signed_bytes", "max_fee_per_gas", "max_priority_fee_per_gas", "created_at")
	SELECT "chain_id", "hash", "id", "signed_bytes", "max_fee_per_gas", 0, "created_at" FROM "transactions" ORDER BY "created_at";--> statement-breakpoint
UPDATE "events" SET "signer" = (SELECT "signer" FROM "transactions" ORDER BY "created_at" LIMIT 1) WHERE "contract_address" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "transaction_attempts" ADD CONSTRAINT "transaction_attempts_transaction_id_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "transaction_attempts_transaction" ON "transaction_attempts" USING btree ("transaction_id","seq");--> statement-breakpoint
CREATE INDEX "transactions_reverted" ON "transactions" USING btree ("chain_id","block_number") WHERE status = 'reverted';
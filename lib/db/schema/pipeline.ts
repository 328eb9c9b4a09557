import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { createdAt, moment, uint256 } from "./columns";

export const ACTION_KINDS = ["publish", "mint", "check_in", "undo_check_in", "invalidate"] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

export const ACTION_STATUSES = ["queued", "submitted", "confirmed", "final", "failed"] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];

type Hex = `0x${string}`;

/** The outbox: one on-chain thing asked for, written in the transaction of the service that asks. */
export const actions = pgTable(
  "actions",
  {
    id: text("id").primaryKey(),
    seq: bigserial("seq", { mode: "number" }).notNull(),
    organisationId: text("organisation_id").notNull(),
    eventId: text("event_id").notNull(),
    batchId: text("batch_id"),
    kind: text("kind", { enum: ACTION_KINDS }).notNull(),
    status: text("status", { enum: ACTION_STATUSES }).notNull().default("queued"),
    ticketIds: text("ticket_ids").array().notNull(),
    /** What the kind needs beyond its tickets; parsed by `lib/pipeline` with the schema of the kind. */
    payload: jsonb("payload").notNull(),
    /** Goes to the chain only after this one is confirmed, and fails if that one failed. */
    afterActionId: text("after_action_id"),
    transactionId: text("transaction_id"),
    blockNumber: bigint("block_number", { mode: "number" }),
    /** How often it was put into a transaction that reverted. */
    reverts: integer("reverts").notNull().default(0),
    error: jsonb("error").$type<{ code: string; detail: string }>(),
    createdAt: createdAt(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    index("actions_queue").on(t.seq).where(sql`status = 'queued'`),
    index("actions_confirmed").on(t.blockNumber).where(sql`status = 'confirmed'`),
    index("actions_batch").on(t.batchId),
    index("actions_transaction").on(t.transactionId),
  ],
);

/** Transactions carry actions of one kind, or set up the server's own account (`configure`). */
export const TRANSACTION_KINDS = [...ACTION_KINDS, "configure"] as const;

export const TRANSACTION_STATUSES = ["signed", "broadcast", "mined", "reverted", "replaced"] as const;

/** What carries actions to the chain. It is stored, signed, before it is broadcast, and so never made twice. */
export const transactions = pgTable(
  "transactions",
  {
    id: text("id").primaryKey(),
    chainId: integer("chain_id").notNull(),
    signer: text("signer").$type<Hex>().notNull(),
    nonce: integer("nonce").notNull(),
    hash: text("hash").$type<Hex>().notNull(),
    signedBytes: text("signed_bytes").$type<Hex>().notNull(),
    to: text("to").$type<Hex>().notNull(),
    kind: text("kind", { enum: TRANSACTION_KINDS }).notNull(),
    gasLimit: bigint("gas_limit", { mode: "bigint" }).notNull(),
    maxFeePerGas: uint256("max_fee_per_gas").notNull(),
    status: text("status", { enum: TRANSACTION_STATUSES }).notNull().default("signed"),
    blockNumber: bigint("block_number", { mode: "number" }),
    blockHash: text("block_hash").$type<Hex>(),
    createdAt: createdAt(),
    broadcastAt: moment("broadcast_at"),
  },
  (t) => [
    uniqueIndex("transactions_hash").on(t.chainId, t.hash),
    index("transactions_nonce").on(t.chainId, t.signer, t.nonce),
    index("transactions_open").on(t.chainId, t.nonce).where(sql`status in ('signed', 'broadcast')`),
    index("transactions_block").on(t.chainId, t.blockNumber),
  ],
);

/** The recent blocks the index stands on, to find the common ancestor after a reorg. */
export const blocks = pgTable(
  "blocks",
  {
    chainId: integer("chain_id").notNull(),
    number: bigint("number", { mode: "number" }).notNull(),
    hash: text("hash").$type<Hex>().notNull(),
    parentHash: text("parent_hash").$type<Hex>().notNull(),
    at: moment("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.number] })],
);

/** How far the index has read; moves in the same transaction as the rows it wrote. */
export const cursors = pgTable("cursors", {
  chainId: integer("chain_id").primaryKey(),
  blockNumber: bigint("block_number", { mode: "number" }).notNull(),
  blockHash: text("block_hash").$type<Hex>().notNull(),
  head: bigint("head", { mode: "number" }).notNull(),
  finalized: bigint("finalized", { mode: "number" }).notNull(),
  updatedAt: moment("updated_at").notNull().defaultNow(),
});

/** Decoded logs of event contracts, one row per token concerned: what tickets are projected from. */
export const chainEvents = pgTable(
  "chain_events",
  {
    chainId: integer("chain_id").notNull(),
    blockNumber: bigint("block_number", { mode: "number" }).notNull(),
    logIndex: integer("log_index").notNull(),
    /** Place in the log's array of tokens; 0 where a log concerns one. */
    position: integer("position").notNull(),
    txHash: text("tx_hash").$type<Hex>().notNull(),
    contract: text("contract").$type<Hex>().notNull(),
    name: text("name").notNull(),
    tokenId: uint256("token_id"),
    args: jsonb("args").notNull(),
    at: moment("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.blockNumber, t.logIndex, t.position] }),
    index("chain_events_token").on(t.contract, t.tokenId, t.blockNumber, t.logIndex),
  ],
);

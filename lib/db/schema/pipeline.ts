import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { createdAt, moment, uint256 } from "./columns";

export const ACTION_KINDS = [
  "publish",
  "mint",
  "check_in",
  "undo_check_in",
  "invalidate",
  "resell",
  "transfer",
  "claim",
  "cancel",
  "add_ticket_type",
  "set_supply",
  "extend",
] as const;
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
    /** Of the request that asked for it, to follow it through the logs. */
    requestId: text("request_id"),
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
    index("actions_progress").on(t.status, t.kind, t.createdAt),
    index("actions_batch").on(t.batchId),
    index("actions_transaction").on(t.transactionId),
    // What changes an event after it was published: few, and asked for by their event and kind.
    index("actions_of_event")
      .on(t.eventId, t.seq)
      .where(sql`kind in ('cancel', 'add_ticket_type', 'set_supply', 'extend')`),
  ],
);

/** Transactions carry actions of one kind, set up the server's own account (`configure`), or use up a nonce (`fill_nonce`). */
export const TRANSACTION_KINDS = [...ACTION_KINDS, "configure", "fill_nonce"] as const;

export const TRANSACTION_STATUSES = ["signed", "broadcast", "mined", "reverted", "replaced"] as const;

/** What carries actions to the chain: one nonce of one signer. It is stored, signed, before it is broadcast, and so never made twice. */
export const transactions = pgTable(
  "transactions",
  {
    id: text("id").primaryKey(),
    chainId: integer("chain_id").notNull(),
    signer: text("signer").$type<Hex>().notNull(),
    nonce: integer("nonce").notNull(),
    /** Of the attempt that was mined; until then, of the newest one. */
    hash: text("hash").$type<Hex>().notNull(),
    to: text("to").$type<Hex>().notNull(),
    kind: text("kind", { enum: TRANSACTION_KINDS }).notNull(),
    gasLimit: bigint("gas_limit", { mode: "bigint" }).notNull(),
    maxFeePerGas: uint256("max_fee_per_gas").notNull(),
    status: text("status", { enum: TRANSACTION_STATUSES }).notNull().default("signed"),
    /** Its actions went into another transaction: this nonce is to be used up by a transaction that does nothing. */
    isCancelled: boolean("is_cancelled").notNull().default(false),
    /** The chain's head when it was stored: it can't have been mined before. */
    storedAtBlock: bigint("stored_at_block", { mode: "number" }).notNull(),
    blockNumber: bigint("block_number", { mode: "number" }),
    blockHash: text("block_hash").$type<Hex>(),
    createdAt: createdAt(),
    broadcastAt: moment("broadcast_at"),
  },
  (t) => [
    index("transactions_nonce").on(t.chainId, t.signer, t.nonce),
    index("transactions_open").on(t.chainId, t.nonce).where(sql`status in ('signed', 'broadcast')`),
    index("transactions_reverted").on(t.chainId, t.blockNumber).where(sql`status = 'reverted'`),
    index("transactions_block").on(t.chainId, t.blockNumber),
  ],
);

/** Signed bytes of a transaction: one, and one more each time that its fees turned out too low. The chain mines one of them. */
export const attempts = pgTable(
  "transaction_attempts",
  {
    chainId: integer("chain_id").notNull(),
    hash: text("hash").$type<Hex>().notNull(),
    transactionId: text("transaction_id")
      .notNull()
      .references(() => transactions.id),
    seq: bigserial("seq", { mode: "number" }).notNull(),
    signedBytes: text("signed_bytes").$type<Hex>().notNull(),
    maxFeePerGas: uint256("max_fee_per_gas").notNull(),
    maxPriorityFeePerGas: uint256("max_priority_fee_per_gas").notNull(),
    /** Whether it does nothing but use up the nonce. */
    isCancel: boolean("is_cancel").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.hash] }),
    index("transaction_attempts_transaction").on(t.transactionId, t.seq),
  ],
);

/** How the accounts that the server signs with are off. */
export const signerStates = pgTable(
  "signer_states",
  {
    chainId: integer("chain_id").notNull(),
    address: text("address").$type<Hex>().notNull(),
    status: text("status", { enum: ["ready", "waiting_funds"] }).notNull(),
    /** In wei. */
    balance: uint256("balance").notNull(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.address] })],
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
    // Sales by holders are few among all that is said of an event.
    index("chain_events_resales").on(t.contract).where(sql`name in ('resold', 'offer_filled')`),
  ],
);

import { index, onchainTable, primaryKey } from "ponder";

/** A ticket as it stands. Times are in unix seconds. */
export const ticket = onchainTable(
  "ticket",
  (t) => ({
    contract: t.hex().notNull(),
    tokenId: t.bigint().notNull(),
    owner: t.hex().notNull(),
    mintTxHash: t.hex().notNull(),
    mintedAt: t.integer().notNull(),
    /** `valid`, `checked_in` or `invalidated`. */
    status: t.text().notNull(),
    checkedInAt: t.integer(),
    invalidatedAt: t.integer(),
  }),
  (t) => ({
    pk: primaryKey({ columns: [t.contract, t.tokenId] }),
    byOwner: index().on(t.owner),
  }),
);

/** What the contracts said, one row per token concerned: the same as our `chain_events`. */
export const chainEvent = onchainTable(
  "chain_event",
  (t) => ({
    blockNumber: t.integer().notNull(),
    logIndex: t.integer().notNull(),
    /** Place in the log's array of tokens or orders; 0 where a log concerns one. */
    position: t.integer().notNull(),
    txHash: t.hex().notNull(),
    contract: t.hex().notNull(),
    name: t.text().notNull(),
    tokenId: t.bigint(),
    args: t.jsonb().notNull(),
    at: t.integer().notNull(),
  }),
  (t) => ({
    pk: primaryKey({ columns: [t.blockNumber, t.logIndex, t.position] }),
    byToken: index().on(t.contract, t.tokenId, t.blockNumber, t.logIndex),
  }),
);

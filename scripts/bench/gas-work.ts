/** A row of the gas benchmark. Figures of OPEN are its own or were measured on its contracts, not by us in this run. */
export type Work = { key: string; what: string; target: number | null; open: string | null };

/** Gas per ticket, for a whole batch or transaction. The keys are those of hardhat/bench/workloads.ts and sale.ts. */
export const WORK: readonly Work[] = [
  { key: "mint_distinct", what: "mint 100, each its own order and owner", target: 48_200, open: "52,681" },
  { key: "mint_orders", what: "mint 100 in 44 orders of 1–4", target: 22_300, open: null },
  { key: "mint_custody", what: "mint 100 in one order into custody", target: 3_500, open: "29,674" },
  { key: "mint_custody_each", what: "mint 100 orders of one into custody", target: null, open: null },
  { key: "check_in", what: "check in, batch of 100", target: 3_800, open: "10,744" },
  { key: "check_in_packed", what: "the same, beside the owner", target: null, open: null },
  { key: "undo_check_in", what: "undo a check-in, batch of 100", target: null, open: null },
  { key: "undo_check_in_orders", what: "the same in the 44 orders", target: null, open: null },
  { key: "invalidate", what: "invalidate, batch of 100", target: 4_500, open: "18,130" },
  { key: "resell", what: "resell by operator, batch of 50", target: 40_000, open: "41,652" },
  { key: "claim", what: "claim out of custody, batch of 100", target: null, open: "39,676" },
  { key: "transfer", what: "transfer by the holder", target: null, open: null },
  { key: "create_event", what: "create an event", target: 300_000, open: "310,488 + 169,666" },
  { key: "purchase", what: "purchase 1 by permit", target: null, open: null },
  { key: "purchase_4", what: "purchase 4 by permit, each", target: null, open: null },
  { key: "market_fill", what: "buy on the market", target: null, open: null },
  { key: "refund", what: "refund 4, each", target: null, open: null },
];

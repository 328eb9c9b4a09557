import assert from "node:assert/strict";
import type { Hex, TransactionReceipt } from "viem";
import type { Meter } from "./subject";

type ReceiptReader = { waitForTransactionReceipt: (of: { hash: Hex }) => Promise<TransactionReceipt> };

/** Reads gas from the receipts of this chain. */
export function createMeter(client: ReceiptReader): Meter {
  return async (key, transaction, tickets = 1) => {
    const { gasUsed, status } = await client.waitForTransactionReceipt({ hash: await transaction });
    assert.equal(status, "success", `${key} reverted`);
    return { key, gas: Number(gasUsed), tickets };
  };
}

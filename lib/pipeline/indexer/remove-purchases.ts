import { sql } from "drizzle-orm";
import type { Address } from "viem";
import { z } from "zod";
import type { Transaction } from "@/lib/db/database";
import { valueRows } from "@/lib/db/value-rows";
import type { FactRow } from "./touched";

type Permit = { contract: Address; nonce: bigint };

const purchaseArgs = z.object({ nonce: z.string().transform(BigInt) });

/**
 * Removes the orders of purchases that no block has any more, and so opens their holds again, if there is time left. Tickets that
 * were kept stay without one until the purchase comes back.
 */
export async function removePurchases(
  tx: Transaction,
  chainId: number,
  orphaned: readonly FactRow[],
): Promise<void> {
  const permits = orphaned.flatMap(({ name, contract, args }): Permit[] =>
    name === "purchased" ? [{ contract, nonce: purchaseArgs.parse(args).nonce }] : [],
  );
  if (permits.length === 0) return;
  const gone = sql`
    select o.id from ${valueRows(permits, { contract: "text", nonce: "numeric" })}
    join events e on e.chain_id = ${chainId} and e.contract_address = v.contract
    join orders o on o.event_id = e.id and o.permit_nonce = v.nonce`;
  await tx.execute(sql`update tickets set order_id = null where order_id in (${gone})`);
  await tx.execute(sql`delete from orders where id in (${gone})`);
}

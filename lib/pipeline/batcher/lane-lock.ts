import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import type { Lane } from "../context";

/** Whoever gives out a nonce of this signer, or signs for one again, waits here until others have done so. */
export async function lockLane(tx: Transaction, { chain, signer }: Lane): Promise<void> {
  const key = `${chain.chainId}:${signer.address}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}

import { and, asc, eq } from "drizzle-orm";
import type { Address } from "viem";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { events } from "@/lib/db/schema/events";

/**
 * Locks the events of these contracts, as mints and changes of ticket types do first: whoever holds some of an event's types then
 * never waits for us, who hold others.
 */
export async function lockEvents(
  tx: Transaction,
  chainId: number,
  contracts: readonly Address[],
): Promise<void> {
  if (contracts.length === 0) return;
  await tx
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.chainId, chainId), inList(events.contractAddress, contracts)))
    .orderBy(asc(events.id))
    .for("no key update");
}

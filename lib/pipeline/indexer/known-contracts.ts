import { and, eq, isNotNull } from "drizzle-orm";
import type { Address } from "viem";
import type { Queryable } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";

/** The contracts of this chain's events, those included that are still on their way there. */
export async function knownContracts(db: Queryable, chainId: number): Promise<Address[]> {
  const rows = await db
    .select({ contract: events.contractAddress })
    .from(events)
    .where(and(eq(events.chainId, chainId), isNotNull(events.contractAddress)));
  return rows.flatMap(({ contract }) => contract ?? []);
}

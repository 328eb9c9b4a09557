import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Chain } from "@/lib/chain/chain";
import { EVENT_CODE } from "@/lib/chain/event-address";
import type { Database } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import { BootError } from "./boot-error";

/**
 * Makes sure that the database's events are of this version's contracts: calls meant for others would revert.
 * @throws {BootError} when the oldest published event has another contract's code.
 */
export async function requireOurContracts(db: Database, chain: Chain): Promise<void> {
  const [oldest] = await db
    .select({ contract: events.contractAddress })
    .from(events)
    .where(and(eq(events.status, "published"), isNotNull(events.contractAddress)))
    .orderBy(asc(events.createdAt))
    .limit(1);
  if (!oldest?.contract) return;
  const code = await chain.client.getCode({ address: oldest.contract });
  // None yet: its transaction is still on the way, and takes it to where this version expects it, or fails.
  if (!code || code.toLowerCase() === EVENT_CODE.toLowerCase()) return;
  throw new BootError(
    `The events in this database were published by another version of the contracts (${oldest.contract} is not ours). ` +
      "Use that version, or begin afresh with another DATA_DIR or DATABASE_URL.",
  );
}

import { and, desc, eq, exists, gt, isNotNull, or } from "drizzle-orm";
import type { Address } from "viem";
import { events } from "@/lib/db/schema/events";
import { actions } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";
import type { PublicContext } from "@/lib/services/context";
import { heldBy } from "@/lib/services/ticket/list";

const CONTRACTS_MAX = 500;
/** A wallet may have got a ticket of these from elsewhere, which only the chain knows of. */
const RECENT_MS = 30 * 24 * 3_600_000;

export type EventContract = { address: Address; deployedInBlock: number };

/**
 * Contracts that a wallet may hold tickets of: those of events to come or just over, and those that we know it holds
 * tickets of. At most 500, the latest events first.
 */
export async function listEventContracts(options: {
  ctx: PublicContext;
  input: { owner: Address };
}): Promise<EventContract[]> {
  const { ctx, input } = options;
  const recent = gt(events.endsAt, new Date(ctx.clock.now().getTime() - RECENT_MS));
  const held = exists(
    ctx.db
      .select({ id: tickets.id })
      .from(tickets)
      .where(and(eq(tickets.eventId, events.id), heldBy(input.owner), eq(tickets.owner, input.owner))),
  );
  const rows = await ctx.db
    .select({ address: events.contractAddress, deployedInBlock: actions.blockNumber })
    .from(events)
    .innerJoin(actions, eq(actions.id, events.publishActionId))
    .where(and(eq(events.chainId, ctx.chain.chainId), isNotNull(actions.blockNumber), or(recent, held)))
    .orderBy(desc(events.endsAt), desc(events.id))
    .limit(CONTRACTS_MAX);
  return rows.flatMap(({ address, deployedInBlock }) =>
    address && deployedInBlock !== null ? [{ address, deployedInBlock }] : [],
  );
}

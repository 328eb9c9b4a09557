import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { tickets } from "@/lib/db/schema/tickets";
import type { ChainState } from "./chain-state";
import type { Difference } from "./difference";

/** How events and their ticket types stand, beside what the chain says of them. */
export async function compareEvents(
  db: Queryable,
  chainId: number,
  state: ChainState,
): Promise<Difference[]> {
  return [...(await compareStandings(db, chainId, state)), ...(await compareTypes(db, chainId, state))];
}

async function compareStandings(db: Queryable, chainId: number, state: ChainState): Promise<Difference[]> {
  const rows = await db
    .select()
    .from(events)
    .where(and(eq(events.chainId, chainId), isNotNull(events.contractAddress)));
  return rows.flatMap((event) => {
    const contract = event.contractAddress && state.contracts.get(event.contractAddress);
    if (!contract) return [];
    const isRemoved = event.signer !== null && contract.removedOperators.has(event.signer);
    const pairs: [column: "status" | "paused" | "owner" | "operator", here: unknown, onChain: unknown][] = [
      ["status", event.status, contract.isCancelled ? "cancelled" : "published"],
      ["paused", event.isPaused, contract.isPaused],
      ["owner", event.ownerAddress, contract.owner],
      ["operator", event.operatorRemovedAt ? "removed" : "allowed", isRemoved ? "removed" : "allowed"],
    ];
    return pairs.flatMap(([column, here, onChain]): Difference[] =>
      here === onChain
        ? []
        : [{ kind: "event_differs", eventId: event.id, column, here: `${here}`, onChain: `${onChain}` }],
    );
  });
}

async function compareTypes(db: Queryable, chainId: number, state: ChainState): Promise<Difference[]> {
  const rows = await db
    .select({
      ticketTypeId: ticketTypes.id,
      number: ticketTypes.number,
      supply: ticketTypes.supply,
      issued: ticketTypes.issued,
      counted: sql<number>`count(${tickets.id}) filter
        (where not ${tickets.mintFailed} and ${tickets.invalidatedAt} is null)`.mapWith(Number),
      contract: events.contractAddress,
    })
    .from(ticketTypes)
    .innerJoin(events, eq(events.id, ticketTypes.eventId))
    .leftJoin(tickets, eq(tickets.ticketTypeId, ticketTypes.id))
    .where(eq(events.chainId, chainId))
    .groupBy(ticketTypes.id, events.contractAddress);
  return rows.flatMap(({ ticketTypeId, number, supply, issued, counted, contract }) => {
    const onChain = contract && state.contracts.get(contract)?.supplies.get(number);
    const pairs: [column: "supply" | "issued", here: number, onChain: number][] = [
      ["supply", supply, onChain ?? supply],
      ["issued", issued, counted],
    ];
    return pairs.flatMap(([column, is, shouldBe]): Difference[] =>
      is === shouldBe
        ? []
        : [{ kind: "type_differs", ticketTypeId, column, here: `${is}`, onChain: `${shouldBe}` }],
    );
  });
}

import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { tickets } from "@/lib/db/schema/tickets";
import type { ChainState, Terms } from "./chain-state";
import type { Difference, EventColumn } from "./difference";
import { loadChangesAhead } from "./load-changes-ahead";

/** How events and their ticket types stand, beside what the chain says of them and what we asked of it that is on its way. */
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
  const ahead = await loadChangesAhead(db, chainId, state);
  return rows.flatMap((event) => {
    const contract = event.contractAddress && state.contracts.get(event.contractAddress);
    if (!contract) return [];
    const isRemoved = event.signer !== null && contract.removedOperators.has(event.signer);
    const terms = ahead.extended.has(event.id) ? null : contract.terms;
    const isCancelled = contract.isCancelled || ahead.cancelled.has(event.id);
    const pairs: [column: EventColumn, here: unknown, onChain: unknown][] = [
      ["status", event.status, isCancelled ? "cancelled" : "published"],
      ["paused", event.isPaused, contract.isPaused],
      ["owner", event.ownerAddress, contract.owner],
      ["operator", event.operatorRemovedAt ? "removed" : "allowed", isRemoved ? "removed" : "allowed"],
      ["terms", termsOf(event), terms ? termsSaid(terms) : termsOf(event)],
    ];
    return pairs.flatMap(([column, here, onChain]): Difference[] =>
      here === onChain
        ? []
        : [{ kind: "event_differs", eventId: event.id, column, here: `${here}`, onChain: `${onChain}` }],
    );
  });
}

/** Times and limits that the columns can't hold are kept at the most that they can. */
const SECONDS_MAX = 253_402_300_799;
const LIMIT_MAX = 2_147_483_647;

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000);

const termsOf = ({ endsAt, resaleClosesAt, maxPerWallet }: typeof events.$inferSelect) =>
  [secondsOf(endsAt), secondsOf(resaleClosesAt), maxPerWallet ?? 0].join();

const termsSaid = ({ endsAt, resaleClosesAt, maxPerWallet }: Terms) =>
  [
    Math.min(Number(endsAt), SECONDS_MAX),
    Math.min(Number(resaleClosesAt), SECONDS_MAX),
    Math.min(Number(maxPerWallet), LIMIT_MAX),
  ].join();

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
  const ahead = await loadChangesAhead(db, chainId, state);
  return rows.flatMap(({ ticketTypeId, number, supply, issued, counted, contract }) => {
    const said = contract && state.contracts.get(contract)?.supplies.get(number);
    const onChain = ahead.supplies.get(ticketTypeId) ?? said;
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

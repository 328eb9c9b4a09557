import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Address } from "viem";
import type { Queryable } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { type ActionKind, actions } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";

/** A ticket as its action needs it: the token once minted, and where a mint goes. */
export type QueuedTicket = {
  id: string;
  tokenId: bigint | null;
  typeNumber: number;
  recipient: Address | null;
};

/** An action whose turn it is, with what its calldata is made of. */
export type QueuedAction = {
  id: string;
  kind: ActionKind;
  eventId: string;
  contract: Address;
  payload: unknown;
  /** Of the request that asked for it, to follow it through the logs. */
  requestId: string | null;
  /** In the order of the action: the tokens of an order are consecutive in it. */
  tickets: QueuedTicket[];
};

/** So many actions are looked at in one go: enough for several full transactions. */
const QUEUE_WINDOW = 2_000;

/**
 * A signer's actions whose turn it is, oldest first: queued, and with nothing unconfirmed before them on the same ticket.
 * @param id of the only action that is asked for, if it is one.
 */
export async function loadQueue(db: Queryable, signer: Address, id?: string): Promise<QueuedAction[]> {
  const previous = alias(actions, "previous");
  const isDone = inArray(previous.status, ["confirmed", "final", "failed"]);
  const rows = await db
    .select({
      id: actions.id,
      kind: actions.kind,
      eventId: actions.eventId,
      contract: events.contractAddress,
      payload: actions.payload,
      requestId: actions.requestId,
      ticketIds: actions.ticketIds,
    })
    .from(actions)
    .innerJoin(events, eq(events.id, actions.eventId))
    .leftJoin(previous, eq(previous.id, actions.afterActionId))
    .where(
      and(
        id === undefined ? undefined : eq(actions.id, id),
        eq(actions.status, "queued"),
        eq(events.signer, signer),
        or(isNull(previous.id), isDone),
      ),
    )
    .orderBy(asc(actions.seq))
    .limit(QUEUE_WINDOW);

  const byId = await loadTickets(
    db,
    rows.flatMap((row) => row.ticketIds),
  );
  return rows.flatMap(({ ticketIds, contract, ...action }) => {
    if (!contract) return [];
    const tickets = ticketIds.flatMap((id) => byId.get(id) ?? []);
    const needsTokens = action.kind !== "publish" && action.kind !== "mint";
    if (needsTokens && tickets.some((ticket) => ticket.tokenId === null)) return [];
    return [{ ...action, contract, tickets }];
  });
}

async function loadTickets(db: Queryable, ids: string[]): Promise<Map<string, QueuedTicket>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: tickets.id,
      tokenId: tickets.tokenId,
      typeNumber: ticketTypes.number,
      recipient: tickets.recipient,
    })
    .from(tickets)
    .innerJoin(ticketTypes, eq(ticketTypes.id, tickets.ticketTypeId))
    .where(inList(tickets.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

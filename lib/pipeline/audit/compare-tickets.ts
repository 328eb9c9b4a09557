import { and, asc, eq, gt, isNotNull } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { type ActionKind, type ActionStatus, actions } from "@/lib/db/schema/pipeline";
import { type TicketStatus, tickets } from "@/lib/db/schema/tickets";
import type { ChainState, TokenState } from "./chain-state";
import type { Difference } from "./difference";

const PAGE = 10_000;

/** What an action makes of a ticket when it is accepted here; the chain follows, or refuses, which the action then says. */
const ASKED: Partial<Record<ActionKind, TicketStatus>> = {
  check_in: "checked_in",
  undo_check_in: "valid",
  invalidate: "invalidated",
};

/** Every ticket that has a token, beside that token; and every token that has no ticket. */
export async function compareTickets(
  db: Queryable,
  chainId: number,
  { tokens }: ChainState,
): Promise<Difference[]> {
  const differences: Difference[] = [];
  const unseen = new Map(tokens);
  for (let after = ""; ; ) {
    const page = await loadPage(db, chainId, after);
    for (const row of page) {
      if (row.contract === null || row.tokenId === null) continue;
      const { id: ticketId, contract, tokenId } = row;
      const token = tokens.get(`${contract}:${tokenId}`);
      unseen.delete(`${contract}:${tokenId}`);
      if (!token) differences.push({ kind: "ticket_extra", ticketId, contract, tokenId });
      else differences.push(...compareTicket(row, token));
    }
    const last = page.at(-1);
    if (!last) break;
    after = last.id;
  }
  for (const { contract, tokenId } of unseen.values()) {
    differences.push({ kind: "ticket_missing", contract, tokenId });
  }
  return differences;
}

type Row = Awaited<ReturnType<typeof loadPage>>[number];

function loadPage(db: Queryable, chainId: number, after: string) {
  return db
    .select({
      id: tickets.id,
      contract: events.contractAddress,
      tokenId: tickets.tokenId,
      owner: tickets.owner,
      status: tickets.status,
      type: ticketTypes.number,
      lastKind: actions.kind,
      lastStatus: actions.status,
    })
    .from(tickets)
    .innerJoin(events, eq(events.id, tickets.eventId))
    .innerJoin(ticketTypes, eq(ticketTypes.id, tickets.ticketTypeId))
    .leftJoin(actions, eq(actions.id, tickets.lastActionId))
    .where(and(eq(events.chainId, chainId), isNotNull(tickets.tokenId), gt(tickets.id, after)))
    .orderBy(asc(tickets.id))
    .limit(PAGE);
}

function compareTicket(row: Row, token: TokenState): Difference[] {
  const { id: ticketId } = row;
  const { tokenId } = token;
  const type = `${tokenId / 1_000_000_000n}`;
  const pairs: [column: "owner" | "status" | "type", here: string, onChain: string][] = [
    ["owner", `${row.owner}`, token.owner],
    ["status", isAhead(row) ? token.status : row.status, token.status],
    ["type", `${row.type}`, type],
  ];
  return pairs.flatMap(([column, here, onChain]) =>
    here === onChain ? [] : { kind: "ticket_differs", ticketId, tokenId, column, here, onChain },
  );
}

/**
 * Whether the ticket's status is what its last action asks for, and the chain has not carried that out: it is on its way, or was
 * refused, and accepted is accepted.
 */
function isAhead({ status, lastKind, lastStatus }: Row): boolean {
  const notOnChain: readonly (ActionStatus | null)[] = ["queued", "submitted", "failed"];
  return lastKind !== null && ASKED[lastKind] === status && notOnChain.includes(lastStatus);
}

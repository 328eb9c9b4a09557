import { and, eq, ilike, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Address } from "viem";
import { newestOf } from "@/lib/db/newest-of";
import { events } from "@/lib/db/schema/events";
import { isSetApart, type TicketStatus, tickets } from "@/lib/db/schema/tickets";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { findEvent } from "@/lib/services/event/find";
import { readCursor, toPage } from "@/lib/services/list";
import { projectTicket } from "./project-ticket";
import type { ListTicketsInput, TicketPage } from "./schema";
import { selectTickets } from "./select-tickets";

/**
 * The organisation's tickets, newest first, those that match every filter given.
 * @throws {AppError} `forbidden`, `not_found` for an unknown event, `validation_failed` for a broken cursor.
 */
export async function listTickets({
  ctx,
  input,
}: {
  ctx: Context;
  input: ListTicketsInput;
}): Promise<TicketPage> {
  authorise(ctx, "tickets:read");
  const { organisationId } = ctx.actor;
  const before = readCursor(input.cursor, "tkt");
  const event =
    input.eventId === undefined ? null : await findEvent(ctx.db, { organisationId, id: input.eventId });
  const { where, orderBy } = event
    ? newestOf({ column: tickets.eventId, value: event.id, id: tickets.id })
    : newestOf({ column: tickets.organisationId, value: organisationId, id: tickets.id });
  const rows = await selectTickets(ctx.db, ctx.clock.now())
    .where(
      and(
        where,
        before ? lt(tickets.id, before) : undefined,
        input.status === undefined ? undefined : withStatus(input.status),
        input.externalId === undefined ? undefined : called(organisationId, input.externalId),
        input.owner ? await heldBySomebody(ctx, input.owner) : undefined,
        input.email === undefined ? undefined : withEmail(input.email),
        input.search === undefined ? undefined : containing(input.search),
      ),
    )
    .orderBy(...orderBy)
    .limit(input.limit + 1);
  const withId = rows.map((row) => ({ id: row.ticket.id, row }));
  return toPage(withId, input.limit, ({ row }) => projectTicket(row));
}

/** The few that are set apart have an index; of the others a page is soon full. */
function withStatus(status: TicketStatus): SQL | undefined {
  const isOfMost = status === "valid" || status === "checked_in";
  return and(eq(tickets.status, status), isOfMost ? undefined : isSetApart(tickets));
}

/** There are few of one name: they are found by it, and put in order then. */
function called(organisationId: string, externalId: string): SQL | undefined {
  return and(eq(tickets.organisationId, organisationId), eq(tickets.externalId, externalId));
}

/** An event's contract holds what is in custody, or will once that is minted. */
async function heldBySomebody({ db, actor }: Context, owner: Address): Promise<SQL | undefined> {
  const [event] = await db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.contractAddress, owner), eq(events.organisationId, actor.organisationId)));
  if (!event) return heldBy(owner);
  return and(eq(tickets.eventId, event.id), or(heldBy(owner), heldByNobodyElse));
}

const heldByNobodyElse = and(isNull(tickets.owner), isNull(tickets.recipient));

/** Tickets that a wallet holds, or will once they are minted. */
export function heldBy(owner: Address): SQL {
  return sql`coalesce(${tickets.owner}, ${tickets.recipient}) = ${owner}`;
}

function withEmail(email: string): SQL | undefined {
  const wanted = email.trim().toLowerCase();
  return or(sql`lower(${tickets.email}) = ${wanted}`, sql`lower(${tickets.attendeeEmail}) = ${wanted}`);
}

function containing(search: string): SQL | undefined {
  const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  const seat = sql`concat_ws(' ', ${tickets.seatSection}, ${tickets.seatRow}, ${tickets.seatNumber})`;
  return or(
    ilike(tickets.attendeeName, pattern),
    ilike(tickets.attendeeEmail, pattern),
    ilike(tickets.email, pattern),
    ilike(tickets.externalId, pattern),
    ilike(tickets.owner, pattern),
    ilike(tickets.recipient, pattern),
    sql`${tickets.tokenId}::text like ${pattern}`,
    sql`${tickets.id} = ${search}`,
    sql`${seat} ilike ${pattern}`,
  );
}

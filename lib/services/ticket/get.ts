import { and, eq, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { prepared } from "@/lib/db/prepared";
import { tickets } from "@/lib/db/schema/tickets";
import { isId } from "@/lib/ids";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { onlyTicket, ticketsNamed, type WhichTicket } from "./find";
import { projectTicket } from "./project-ticket";
import type { TicketIdInput, TicketOutput } from "./schema";
import { selectTickets } from "./select-tickets";

/**
 * One ticket by its id or `ext:` and the caller's own.
 * @throws {AppError} `forbidden`, `not_found`, `validation_failed` for an external id that several events use.
 */
export async function getTicket({
  ctx,
  input,
}: {
  ctx: Context;
  input: TicketIdInput;
}): Promise<TicketOutput> {
  authorise(ctx, "tickets:read");
  const which = { ...input, organisationId: ctx.actor.organisationId };
  return projectTicket(onlyTicket(await findRows(ctx.db, which, ctx.clock.now()), which));
}

const ticketOfId = prepared((db) =>
  selectTickets(db, sql.placeholder("now"))
    .where(
      and(
        eq(tickets.id, sql.placeholder("id")),
        eq(tickets.organisationId, sql.placeholder("organisationId")),
      ),
    )
    .prepare("ticket_of_id"),
);

async function findRows(db: Queryable, which: WhichTicket, now: Date) {
  const { id, organisationId, eventId } = which;
  if (eventId === undefined && isId("tkt", id))
    return ticketOfId(db).execute({ id, organisationId, now: now.toISOString() });
  return selectTickets(db, now)
    .where(await ticketsNamed(db, which))
    .limit(2);
}

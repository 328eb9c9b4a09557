import { and, desc, eq, lt } from "drizzle-orm";
import { events } from "@/lib/db/schema/events";
import { tickets } from "@/lib/db/schema/tickets";
import type { PublicContext } from "@/lib/services/context";
import { readCursor, toPage } from "@/lib/services/list";
import { heldBy } from "./list";
import { projectPublicTicket } from "./project-public-ticket";
import type { ListByOwnerInput, PublicTicketPage } from "./schema";
import { selectPublicTickets } from "./select-public-tickets";

/**
 * The tickets of a wallet on this chain, those on their way to it too, newest first. Who holds what is public.
 * @throws {AppError} `validation_failed` for a broken cursor.
 */
export async function listTicketsByOwner(options: {
  ctx: PublicContext;
  input: ListByOwnerInput;
}): Promise<PublicTicketPage> {
  const { ctx, input } = options;
  const before = readCursor(input.cursor, "tkt");
  const rows = await selectPublicTickets(ctx.db)
    .where(
      and(
        eq(events.chainId, ctx.chain.chainId),
        heldBy(input.owner),
        eq(tickets.mintFailed, false),
        before ? lt(tickets.id, before) : undefined,
      ),
    )
    .orderBy(desc(tickets.id))
    .limit(input.limit + 1);
  const now = ctx.clock.now();
  const withId = rows.map((row) => ({ id: row.ticket.id, row }));
  return toPage(withId, input.limit, ({ row }) => projectPublicTicket(row, now));
}

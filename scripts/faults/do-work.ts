import { eq, inArray } from "drizzle-orm";
import { actions } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";
import type { Context } from "@/lib/services/context";
import { createEvent } from "@/lib/services/event/create";
import { publishEvent } from "@/lib/services/event/publish";
import { createEventInput } from "@/lib/services/event/schema";
import { checkInTicket } from "@/lib/services/ticket/check-in";
import { invalidateTicket } from "@/lib/services/ticket/invalidate";
import { mintTickets } from "@/lib/services/ticket/mint";
import { checkInInput, invalidateInput, mintTicketsInput, ticketIdInput } from "@/lib/services/ticket/schema";
import { undoCheckIn } from "@/lib/services/ticket/undo-check-in";
import type { Accepted, Work } from "./protocol";

const DAY_MS = 86_400_000;

/** Does one piece of work by the services. @throws {AppError} when they refuse it. */
export async function doWork(ctx: Context, work: Work): Promise<Accepted> {
  switch (work.kind) {
    case "event":
      return publishNew(ctx);
    case "mint":
      return mint(ctx, work);
    case "check_in":
      await checkInTicket({ ctx, input: checkInInput.parse({ id: work.ticketId }) });
      return lastActionOf(ctx, work.ticketId);
    case "undo_check_in":
      await undoCheckIn({ ctx, input: ticketIdInput.parse({ id: work.ticketId }) });
      return lastActionOf(ctx, work.ticketId);
    case "invalidate":
      await invalidateTicket({ ctx, input: invalidateInput.parse({ id: work.ticketId, reason: "fraud" }) });
      return lastActionOf(ctx, work.ticketId);
  }
}

async function publishNew(ctx: Context): Promise<Accepted> {
  const startsAt = new Date(Date.now() + DAY_MS);
  const input = createEventInput.parse({
    name: "Faults",
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + DAY_MS).toISOString(),
    timeZone: "UTC",
    currency: "EUR",
    ticketTypes: [{ name: "General", price: "1", supply: 100_000 }],
  });
  const { id } = await createEvent({ ctx, input });
  const { event, action } = await publishEvent({ ctx, input: { id } });
  const ticketTypeId = event.ticketTypes[0]?.id ?? null;
  return { eventId: id, ticketTypeId, ticketIds: [], actionIds: [action.id] };
}

async function mint(ctx: Context, work: Work & { kind: "mint" }): Promise<Accepted> {
  const { eventId, ticketTypeId, quantity, to } = work;
  const asked = Array.from({ length: quantity }, () => ({ ticketTypeId, ...(to && { to }) }));
  const answer = await mintTickets({ ctx, input: mintTicketsInput.parse({ eventId, tickets: asked }) });
  const rows = await ctx.db
    .select({ id: actions.id })
    .from(actions)
    .where(eq(actions.batchId, answer.batch.id));
  const ticketIds = answer.tickets.map((ticket) => ticket.id);
  return { eventId, ticketTypeId, ticketIds, actionIds: rows.map((row) => row.id) };
}

async function lastActionOf(ctx: Context, ticketId: string): Promise<Accepted> {
  const rows = await ctx.db
    .select({ eventId: tickets.eventId, actionId: tickets.lastActionId })
    .from(tickets)
    .where(inArray(tickets.id, [ticketId]));
  const actionIds = rows.flatMap(({ actionId }) => actionId ?? []);
  return { eventId: rows[0]?.eventId ?? "", ticketTypeId: null, ticketIds: [ticketId], actionIds };
}

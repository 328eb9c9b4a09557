import { and, asc, eq } from "drizzle-orm";
import type { Address } from "viem";
import { scans, tickets } from "@/lib/db/schema/tickets";
import { isId } from "@/lib/ids";
import type { PublicContext } from "@/lib/services/context";
import { notFound } from "@/lib/services/not-found";
import { heldBy } from "./list";

/** What a ticket's holder sees beyond what everybody does. */
export type HeldTicket = {
  attendeeName: string | null;
  /** Admissions, oldest first. Refused scans and who was at the gate are the organiser's business. */
  admissions: { at: string; gate: string | null; undoneAt: string | null }[];
};

/**
 * A ticket as its holder sees it; the caller has made sure that `holder` is who asks.
 * @throws {AppError} `not_found` also where somebody else holds it.
 */
export async function getHeldTicket(options: {
  ctx: PublicContext;
  input: { id: string; holder: Address };
}): Promise<HeldTicket> {
  const { ctx, input } = options;
  if (!isId("tkt", input.id)) throw notFound("ticket");
  const [ticket] = await ctx.db
    .select({ attendeeName: tickets.attendeeName })
    .from(tickets)
    .where(and(eq(tickets.id, input.id), heldBy(input.holder)));
  if (!ticket) throw notFound("ticket");
  const admissions = await ctx.db
    .select({ at: scans.at, gate: scans.gate, undoneAt: scans.undoneAt })
    .from(scans)
    .where(and(eq(scans.ticketId, input.id), eq(scans.result, "admitted"), eq(scans.type, "entry")))
    .orderBy(asc(scans.id));
  return {
    attendeeName: ticket.attendeeName,
    admissions: admissions.map(({ at, gate, undoneAt }) => ({
      at: at.toISOString(),
      gate,
      undoneAt: undoneAt?.toISOString() ?? null,
    })),
  };
}

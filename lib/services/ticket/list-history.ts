import { asc, eq } from "drizzle-orm";
import { scans } from "@/lib/db/schema/tickets";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { findTicketId } from "./find";
import { listPublicHistory } from "./list-public-history";
import { projectScan } from "./project-scan";
import type { HistoryEntry, TicketIdInput } from "./schema";

/**
 * What happened to a ticket, on the chain and at the gates, oldest first.
 * @throws {AppError} `forbidden`, `not_found`.
 */
export async function listHistory(options: { ctx: Context; input: TicketIdInput }): Promise<HistoryEntry[]> {
  const { ctx, input } = options;
  authorise(ctx, "tickets:read");
  const id = await findTicketId(ctx.db, { ...input, organisationId: ctx.actor.organisationId });
  const rows = await ctx.db.select().from(scans).where(eq(scans.ticketId, id)).orderBy(asc(scans.id));
  const readings: HistoryEntry[] = rows.map((scan) => ({
    source: "scan",
    at: scan.at.toISOString(),
    scan: projectScan(scan),
  }));
  const onChain = await listPublicHistory({ ctx, input: { id } });
  return [...onChain, ...readings].sort((a, b) => a.at.localeCompare(b.at));
}

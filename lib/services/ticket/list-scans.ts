import { and, desc, eq, lt } from "drizzle-orm";
import { scans } from "@/lib/db/schema/tickets";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { readCursor, toPage } from "@/lib/services/list";
import { findTicketId } from "./find";
import { projectScan } from "./project-scan";
import type { ListScansInput, ScanPage } from "./schema";

/**
 * Every reading of a ticket, refused ones too, newest first.
 * @throws {AppError} `forbidden`, `not_found`, `validation_failed` for a broken cursor.
 */
export async function listScans({ ctx, input }: { ctx: Context; input: ListScansInput }): Promise<ScanPage> {
  authorise(ctx, "tickets:read");
  const before = readCursor(input.cursor, "scn");
  const ticketId = await findTicketId(ctx.db, { ...input, organisationId: ctx.actor.organisationId });
  const rows = await ctx.db
    .select()
    .from(scans)
    .where(and(eq(scans.ticketId, ticketId), before ? lt(scans.id, before) : undefined))
    .orderBy(desc(scans.id))
    .limit(input.limit + 1);
  return toPage(rows, input.limit, projectScan);
}

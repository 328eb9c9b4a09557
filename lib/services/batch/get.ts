import { and, eq, sql } from "drizzle-orm";
import { actions } from "@/lib/db/schema/pipeline";
import { batches } from "@/lib/db/schema/tickets";
import { isId } from "@/lib/ids";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { notFound } from "@/lib/services/not-found";
import { projectBatch } from "./project-batch";
import type { BatchOutput, GetBatchInput } from "./schema";

/**
 * A batch, with its tickets counted by how far their actions are.
 * @throws {AppError} `forbidden`, `not_found`.
 */
export async function getBatch({ ctx, input }: { ctx: Context; input: GetBatchInput }): Promise<BatchOutput> {
  authorise(ctx, "tickets:read");
  if (!isId("bat", input.id)) throw notFound("batch");
  const [batch] = await ctx.db
    .select()
    .from(batches)
    .where(and(eq(batches.id, input.id), eq(batches.organisationId, ctx.actor.organisationId)));
  if (!batch) throw notFound("batch");

  const counts = await ctx.db
    .select({ status: actions.status, tickets: sql<number>`sum(cardinality(${actions.ticketIds}))::int` })
    .from(actions)
    .where(eq(actions.batchId, batch.id))
    .groupBy(actions.status);
  return projectBatch(batch, new Map(counts.map(({ status, tickets }) => [status, tickets])));
}

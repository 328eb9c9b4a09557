import type { Transaction } from "@/lib/db/database";
import { batches } from "@/lib/db/schema/tickets";
import { newId } from "@/lib/ids";
import { authorise } from "@/lib/services/authorise";
import { projectBatch } from "@/lib/services/batch/project-batch";
import type { Context } from "@/lib/services/context";
import { announce } from "@/lib/webhooks/announce";
import type { OperateTicketsInput, OperateTicketsOutput, OperationResult } from "./batch-schema";
import { openDesk } from "./desk";

type Batch = typeof batches.$inferSelect;

/**
 * Does up to 5,000 things with tickets, each by itself accepted or refused, in the order given: what comes later in the call
 * finds the ticket as what came earlier left it. One transaction, and as many statements for one as for all.
 * @throws {AppError} `forbidden`.
 */
export async function operateTickets(options: {
  ctx: Context;
  input: OperateTicketsInput;
}): Promise<OperateTicketsOutput> {
  const { ctx, input } = options;
  authorise(ctx, "tickets:write");
  return ctx.db.transaction(async (tx) => {
    const batchId = newId("bat");
    const desk = await openDesk(tx, ctx, { batchId, operations: input.operations });
    const results = input.operations.map((operation, i) => desk.operate(operation, i));
    const batch = await insertBatch(tx, ctx, batchId, results);
    await desk.changes.write(tx);
    const queued = results.filter(({ actionId }) => actionId !== undefined).length;
    if (queued === 0) await announceCompleted(tx, batch);
    return { batch: projectBatch(batch, new Map([["queued", queued]])), results };
  });
}

/** One that has no actions: nobody else would tell of it. */
async function announceCompleted(
  tx: Transaction,
  { id, organisationId, createdAt: at }: Batch,
): Promise<void> {
  const data = { batchId: id };
  await announce(tx, [{ organisationId, type: "batch.completed", subject: id, data, at }]);
}

async function insertBatch(
  tx: Transaction,
  ctx: Context,
  id: string,
  results: readonly OperationResult[],
): Promise<Batch> {
  const batch = {
    id,
    organisationId: ctx.actor.organisationId,
    eventId: null,
    kind: "operations",
    total: results.filter(({ status }) => status === "accepted").length,
    createdAt: ctx.clock.now(),
  };
  await tx.insert(batches).values(batch);
  return batch;
}

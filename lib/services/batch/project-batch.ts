import type { ActionStatus } from "@/lib/db/schema/pipeline";
import type { batches } from "@/lib/db/schema/tickets";
import type { BatchOutput } from "./schema";

/**
 * A batch with how many of its tickets have an action of each status. What was accepted and needs none, such as somebody leaving, is
 * done from the beginning.
 */
export function projectBatch(
  batch: typeof batches.$inferSelect,
  tickets: ReadonlyMap<ActionStatus, number>,
): BatchOutput {
  const count = (status: ActionStatus) => tickets.get(status) ?? 0;
  const settled = batch.total - [...tickets.values()].reduce((sum, each) => sum + each, 0);
  return {
    id: batch.id,
    kind: batch.kind,
    eventId: batch.eventId,
    total: batch.total,
    queued: count("queued"),
    submitted: count("submitted"),
    confirmed: count("confirmed") + count("final") + settled,
    final: count("final") + settled,
    failed: count("failed"),
    createdAt: batch.createdAt.toISOString(),
  };
}

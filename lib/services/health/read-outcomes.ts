import { inArray, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import { type ActionKind, actions } from "@/lib/db/schema/pipeline";

type Outcome = { kind: ActionKind; outcome: "final" | "failed"; count: number };

/** How many actions have come to an end, ever. Counts in an index, in time that grows with all there ever were. */
export async function readOutcomes(db: Database): Promise<Outcome[]> {
  return db
    .select({
      kind: actions.kind,
      outcome: sql<Outcome["outcome"]>`${actions.status}`,
      count: sql<number>`count(*)::int`,
    })
    .from(actions)
    .where(inArray(actions.status, ["final", "failed"]))
    .groupBy(actions.status, actions.kind);
}

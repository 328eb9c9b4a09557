import { eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { actions } from "@/lib/db/schema/pipeline";
import type { EventRow } from "./find";

/**
 * Whether an event's contract is on the chain or on its way there. Neither a draft has one, nor an event whose deployment the chain
 * refused: it is free to change, and published as it is then.
 */
export async function hasContract(
  db: Queryable,
  { publishActionId }: Pick<EventRow, "publishActionId">,
): Promise<boolean> {
  if (publishActionId === null) return false;
  const [publish] = await db
    .select({ status: actions.status })
    .from(actions)
    .where(eq(actions.id, publishActionId));
  return publish?.status !== "failed";
}

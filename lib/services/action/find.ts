import { and, eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { actions, transactions } from "@/lib/db/schema/pipeline";
import { isId } from "@/lib/ids";
import { notFound } from "@/lib/services/not-found";
import { projectAction } from "./project-action";
import type { ActionOutput } from "./schema";

/**
 * An organisation's action.
 * @throws {AppError} `not_found`.
 */
export async function findAction(
  db: Queryable,
  which: { organisationId: string; id: string },
): Promise<ActionOutput> {
  if (!isId("act", which.id)) throw notFound("action");
  const [row] = await db
    .select({ action: actions, txHash: transactions.hash })
    .from(actions)
    .leftJoin(transactions, eq(transactions.id, actions.transactionId))
    .where(and(eq(actions.id, which.id), eq(actions.organisationId, which.organisationId)));
  if (!row) throw notFound("action");
  return projectAction(row.action, row.txHash);
}

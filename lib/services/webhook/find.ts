import { and, eq } from "drizzle-orm";
import type { Queryable, Transaction } from "@/lib/db/database";
import { webhookEndpoints } from "@/lib/db/schema/webhooks";
import { isId } from "@/lib/ids";
import { notFound } from "@/lib/services/not-found";
import type { EndpointRow } from "./project";

type Which = { organisationId: string; id: string };

/**
 * An organisation's endpoint.
 * @throws {AppError} `not_found`.
 */
export async function findEndpoint(db: Queryable, which: Which): Promise<EndpointRow> {
  const [row] = await db.select().from(webhookEndpoints).where(matching(which));
  if (!row) throw notFound("webhook endpoint");
  return row;
}

/** {@link findEndpoint}, and nobody else changes it until the transaction ends. */
export async function lockEndpoint(tx: Transaction, which: Which): Promise<EndpointRow> {
  const [row] = await tx.select().from(webhookEndpoints).where(matching(which)).for("update");
  if (!row) throw notFound("webhook endpoint");
  return row;
}

function matching({ organisationId, id }: Which) {
  if (!isId("whe", id)) throw notFound("webhook endpoint");
  return and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.organisationId, organisationId));
}

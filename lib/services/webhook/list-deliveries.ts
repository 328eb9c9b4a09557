import { and, desc, eq, lt, sql } from "drizzle-orm";
import { webhookDeliveries, webhookMessages } from "@/lib/db/schema/webhooks";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { readCursor, toPage } from "@/lib/services/list";
import { findEndpoint } from "./find";
import { projectDelivery } from "./project";
import type { DeliveryPage, ListDeliveriesInput } from "./schema";

/**
 * What was sent to an endpoint, or is on its way, newest first, with every attempt.
 * @throws {AppError} `forbidden`, `not_found`, `validation_failed` for a broken cursor.
 */
export async function listDeliveries({
  ctx,
  input,
}: {
  ctx: Context;
  input: ListDeliveriesInput;
}): Promise<DeliveryPage> {
  authorise(ctx, "webhooks:write");
  const before = readCursor(input.cursor, "evd");
  const endpoint = await findEndpoint(ctx.db, { organisationId: ctx.actor.organisationId, id: input.id });
  const rows = await ctx.db
    .select({ id: webhookDeliveries.id, delivery: webhookDeliveries, type: webhookMessages.type })
    .from(webhookDeliveries)
    .innerJoin(webhookMessages, eq(webhookMessages.id, webhookDeliveries.messageId))
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpoint.id),
        before ? lt(webhookDeliveries.id, before) : undefined,
        input.status ? eq(webhookDeliveries.status, input.status) : undefined,
        // In the words of its index, which is small.
        input.status && input.status !== "delivered"
          ? sql`${webhookDeliveries.status} <> 'delivered'`
          : undefined,
      ),
    )
    .orderBy(desc(webhookDeliveries.id))
    .limit(input.limit + 1);
  return toPage(rows, input.limit, ({ delivery, type }) => projectDelivery(delivery, type));
}

import { and, eq } from "drizzle-orm";
import { webhookDeliveries, webhookEndpoints, webhookMessages } from "@/lib/db/schema/webhooks";
import { isId } from "@/lib/ids";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { notFound } from "@/lib/services/not-found";
import { projectDelivery } from "./project";
import type { DeliveryOutput } from "./schema";

/**
 * Sends a message once more, now, whatever came of it before.
 * @throws {AppError} `forbidden`, `not_found`.
 */
export async function retryDelivery(options: {
  ctx: Context;
  input: { deliveryId: string; endpointId?: string };
}): Promise<DeliveryOutput> {
  const { ctx, input } = options;
  authorise(ctx, "webhooks:write");
  if (!isId("evd", input.deliveryId)) throw notFound("delivery");
  return ctx.db.transaction(async (tx) => {
    const [found] = await tx
      .select({ id: webhookDeliveries.id, type: webhookMessages.type })
      .from(webhookDeliveries)
      .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
      .innerJoin(webhookMessages, eq(webhookMessages.id, webhookDeliveries.messageId))
      .where(
        and(
          eq(webhookDeliveries.id, input.deliveryId),
          eq(webhookEndpoints.organisationId, ctx.actor.organisationId),
          input.endpointId === undefined ? undefined : eq(webhookEndpoints.id, input.endpointId),
        ),
      );
    if (!found) throw notFound("delivery");
    const [row] = await tx
      .update(webhookDeliveries)
      .set({
        status: "pending",
        nextAttemptAt: ctx.clock.now(),
        queuedAt: null,
        deliveredAt: null,
      })
      .where(eq(webhookDeliveries.id, found.id))
      .returning();
    if (!row) throw notFound("delivery");
    await audit(tx, ctx, { action: "webhook_delivery.retry", entity: "webhook_delivery", entityId: row.id });
    return projectDelivery(row, found.type);
  });
}

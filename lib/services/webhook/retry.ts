import { and, eq } from "drizzle-orm";
import { webhookDeliveries, webhookEndpoints, webhookMessages } from "@/lib/db/schema/webhooks";
import { isId } from "@/lib/ids";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { notFound } from "@/lib/services/not-found";
import { projectDelivery } from "./project";
import { requireEnabled } from "./require-enabled";
import type { DeliveryOutput } from "./schema";

/**
 * Sends a message once more, now, whatever came of it before. One that is being sent, or waits for its turn, is left to that.
 * @throws {AppError} `forbidden`, `not_found`, `endpoint_disabled`.
 */
export async function retryDelivery(options: {
  ctx: Context;
  input: { deliveryId: string; endpointId?: string };
}): Promise<DeliveryOutput> {
  const { ctx, input } = options;
  authorise(ctx, "webhooks:write");
  if (!isId("evd", input.deliveryId)) throw notFound("delivery");
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const [found] = await tx
      .select({
        delivery: webhookDeliveries,
        type: webhookMessages.type,
        endpoint: { id: webhookEndpoints.id, status: webhookEndpoints.status },
      })
      .from(webhookDeliveries)
      .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
      .innerJoin(webhookMessages, eq(webhookMessages.id, webhookDeliveries.messageId))
      .where(
        and(
          eq(webhookDeliveries.id, input.deliveryId),
          eq(webhookEndpoints.organisationId, ctx.actor.organisationId),
          input.endpointId === undefined ? undefined : eq(webhookEndpoints.id, input.endpointId),
        ),
      )
      .for("update", { of: webhookDeliveries });
    if (!found) throw notFound("delivery");
    const { delivery, type, endpoint } = found;
    requireEnabled(endpoint);
    if (isUnderWay(delivery, now)) return projectDelivery(delivery, type);
    const [row] = await tx
      .update(webhookDeliveries)
      .set({ status: "pending", nextAttemptAt: now, takenUntil: null, deliveredAt: null })
      .where(eq(webhookDeliveries.id, delivery.id))
      .returning();
    await audit(tx, ctx, {
      action: "webhook_delivery.retry",
      entity: "webhook_delivery",
      entityId: delivery.id,
    });
    return projectDelivery(row ?? delivery, type);
  });
}

function isUnderWay({ status, nextAttemptAt, takenUntil }: typeof webhookDeliveries.$inferSelect, now: Date) {
  return status === "pending" && (nextAttemptAt === null || (takenUntil !== null && takenUntil > now));
}

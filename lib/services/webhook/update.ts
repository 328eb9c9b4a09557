import { eq } from "drizzle-orm";
import { webhookEndpoints } from "@/lib/db/schema/webhooks";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { invalidFields } from "@/lib/services/invalid-fields";
import { nextOfEverySubject } from "@/lib/webhooks/queue-deliveries";
import type { WebhookSettings } from "@/lib/webhooks/settings";
import { lockEndpoint } from "./find";
import { projectEndpoint } from "./project";
import { requireReceiver } from "./require-receiver";
import type { EndpointOutput, UpdateEndpointInput } from "./schema";

/**
 * Changes an endpoint. One that was switched off goes on with what happens from then on, and with what still waits for it; what
 * happened meanwhile can be replayed.
 * @throws {AppError} `forbidden`, `not_found`, `validation_failed` on a `url` that nothing is sent to, as far as it tells
 * itself: where it leads is for `judgeReceiver`.
 */
export async function updateEndpoint(options: {
  ctx: Context;
  input: UpdateEndpointInput;
  settings: WebhookSettings;
}): Promise<EndpointOutput> {
  const { ctx, input, settings } = options;
  authorise(ctx, "webhooks:write");
  if (input.url !== undefined) requireReceiver("url", input.url, settings);
  const { id, ...changes } = input;
  const { organisationId } = ctx.actor;
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, { organisationId, id });
    if (endpoint.events.length === 0 && changes.events !== undefined) throw isForCallbacks();
    const [row] = await tx
      .update(webhookEndpoints)
      .set({
        ...changes,
        ...(changes.status === undefined ? {} : { disabledReason: reasonOf(changes.status) }),
        updatedAt: now,
      })
      .where(eq(webhookEndpoints.id, endpoint.id))
      .returning();
    if (changes.status === "enabled") await nextOfEverySubject(tx, endpoint.id, now);
    await audit(tx, ctx, {
      action: "webhook_endpoint.update",
      entity: "webhook_endpoint",
      entityId: endpoint.id,
      data: changes,
    });
    return projectEndpoint(row ?? endpoint);
  });
}

function isForCallbacks() {
  const message = "can't be given to an endpoint of callbacks: create one for them";
  return invalidFields([{ path: "events", message }]);
}

const reasonOf = (status: "enabled" | "disabled") => (status === "disabled" ? "You switched it off." : null);

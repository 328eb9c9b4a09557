import { eq } from "drizzle-orm";
import { webhookEndpoints } from "@/lib/db/schema/webhooks";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { newSecret } from "@/lib/webhooks/secret";
import type { WebhookSettings } from "@/lib/webhooks/settings";
import { lockEndpoint } from "./find";
import { projectEndpoint } from "./project";
import type { EndpointIdInput, EndpointWithSecretOutput } from "./schema";

const OVERLAP_MS = 24 * 3_600_000;

/**
 * Gives an endpoint a new secret. For 24 hours the one before signs too, so that a receiver can change over without missing anything.
 * @throws {AppError} `forbidden`, `not_found`.
 */
export async function rotateSecret(options: {
  ctx: Context;
  input: EndpointIdInput;
  settings: WebhookSettings;
}): Promise<EndpointWithSecretOutput> {
  const { ctx, input, settings } = options;
  authorise(ctx, "webhooks:write");
  const { organisationId } = ctx.actor;
  const secret = newSecret();
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, { organisationId, id: input.id });
    const [row] = await tx
      .update(webhookEndpoints)
      .set({
        secret: settings.seal.close(secret),
        previousSecret: endpoint.secret,
        previousSecretUntil: new Date(now.getTime() + OVERLAP_MS),
        updatedAt: now,
      })
      .where(eq(webhookEndpoints.id, endpoint.id))
      .returning();
    await audit(tx, ctx, {
      action: "webhook_endpoint.rotate_secret",
      entity: "webhook_endpoint",
      entityId: endpoint.id,
    });
    return { ...projectEndpoint(row ?? endpoint), secret };
  });
}

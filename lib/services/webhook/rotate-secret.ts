import { eq } from "drizzle-orm";
import { webhookEndpoints } from "@/lib/db/schema/webhooks";
import { AppError } from "@/lib/errors";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { newSecret, stillSigning } from "@/lib/webhooks/secret";
import type { WebhookSettings } from "@/lib/webhooks/settings";
import { lockEndpoint } from "./find";
import { projectEndpoint } from "./project";
import type { EndpointIdInput, EndpointWithSecretOutput } from "./schema";

const OVERLAP_MS = 24 * 3_600_000;
/** Each signs every message, in one header. */
const SIGNING_MAX = 10;

/**
 * Gives an endpoint a new secret. For 24 hours the one before signs too, so that a receiver can change over without missing anything.
 * @throws {AppError} `forbidden` (also for too many at once), `not_found`.
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
    const before = stillSigning(endpoint, now);
    if (before.length + 1 >= SIGNING_MAX)
      throw new AppError(
        "forbidden",
        `${SIGNING_MAX} secrets sign for this endpoint, which is as many as may: rotate again when the oldest has ended.`,
      );
    const until = new Date(now.getTime() + OVERLAP_MS).toISOString();
    const [row] = await tx
      .update(webhookEndpoints)
      .set({
        secret: settings.seal.close(secret),
        previousSecrets: [{ secret: endpoint.secret, until }, ...before],
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

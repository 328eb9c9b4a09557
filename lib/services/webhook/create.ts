import { and, count, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { organisations } from "@/lib/db/schema/auth";
import { webhookEndpoints } from "@/lib/db/schema/webhooks";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { newSecret } from "@/lib/webhooks/secret";
import type { WebhookSettings } from "@/lib/webhooks/settings";
import { projectEndpoint } from "./project";
import { requireReceiver } from "./require-receiver";
import type { CreateEndpointInput, EndpointWithSecretOutput } from "./schema";

/** Each is told of everything once more. */
const ENDPOINTS_MAX = 50;

/**
 * Makes an endpoint, which is told of what happens from now on.
 * @throws {AppError} `forbidden` (also for too many), `validation_failed` on a `url` that nothing is sent to, as far as it tells
 * itself: where it leads is for `judgeReceiver`.
 */
export async function createEndpoint(options: {
  ctx: Context;
  input: CreateEndpointInput;
  settings: WebhookSettings;
}): Promise<EndpointWithSecretOutput> {
  const { ctx, input, settings } = options;
  authorise(ctx, "webhooks:write");
  requireReceiver("url", input.url, settings);
  const { organisationId } = ctx.actor;
  const secret = newSecret();
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    await requireFewer(tx, organisationId);
    const [row] = await tx
      .insert(webhookEndpoints)
      .values({
        id: newId("whe"),
        organisationId,
        url: input.url,
        events: input.events,
        secret: settings.seal.close(secret),
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    if (!row) throw new Error("The endpoint was not written.");
    await audit(tx, ctx, {
      action: "webhook_endpoint.create",
      entity: "webhook_endpoint",
      entityId: row.id,
      data: { url: row.url, events: row.events },
    });
    return { ...projectEndpoint(row), secret };
  });
}

/** Those that events' callbacks made are told of nothing else, and have a maximum of their own. */
const isAskedFor = () => sql`cardinality(${webhookEndpoints.events}) > 0`;

async function requireFewer(tx: Transaction, organisationId: string): Promise<void> {
  // One after another, so that those who ask at once are counted.
  await tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(eq(organisations.id, organisationId))
    .for("no key update");
  const [row] = await tx
    .select({ count: count() })
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.organisationId, organisationId), isAskedFor()));
  if ((row?.count ?? 0) < ENDPOINTS_MAX) return;
  throw new AppError(
    "forbidden",
    `You have ${ENDPOINTS_MAX} webhook endpoints, which is as many as one may.`,
  );
}

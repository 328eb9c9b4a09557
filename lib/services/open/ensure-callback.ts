import { and, eq, sql } from "drizzle-orm";
import { webhookEndpoints } from "@/lib/db/schema/webhooks";
import { newId } from "@/lib/ids";
import { invalidFields } from "@/lib/services/invalid-fields";
import { parseReceiver, ReceiverRefused } from "@/lib/webhooks/require-receiver";
import { newSecret } from "@/lib/webhooks/secret";
import type { Call } from "./call";

/**
 * The endpoint that an event's callbacks go through; null: it has none. It is told of nothing else. Where its name leads is looked at
 * when something is sent.
 * @throws {AppError} `validation_failed` on `callbackUrl`.
 */
export async function ensureCallback(
  { tx, ctx, settings }: Call,
  url: string | null,
): Promise<string | null> {
  if (url === null) return null;
  requireUrl(url);
  const { organisationId } = ctx.actor;
  const [known] = await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.organisationId, organisationId),
        eq(webhookEndpoints.url, url),
        sql`cardinality(${webhookEndpoints.events}) = 0`,
      ),
    );
  if (known) return known.id;
  const id = newId("whe");
  const now = ctx.clock.now();
  const secret = settings.seal.close(newSecret());
  await tx
    .insert(webhookEndpoints)
    .values({ id, organisationId, url, events: [], secret, createdAt: now, updatedAt: now });
  return id;
}

function requireUrl(url: string): void {
  try {
    parseReceiver(url);
  } catch (error) {
    if (error instanceof ReceiverRefused)
      throw invalidFields([{ path: "callbackUrl", message: error.message }]);
    throw error;
  }
}

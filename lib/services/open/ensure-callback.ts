import { and, count, eq, sql } from "drizzle-orm";
import { webhookEndpoints } from "@/lib/db/schema/webhooks";
import { newId } from "@/lib/ids";
import { invalidFields } from "@/lib/services/invalid-fields";
import { requireReceiver } from "@/lib/services/webhook/require-receiver";
import { newSecret } from "@/lib/webhooks/secret";
import type { Call } from "./call";

/** Different URLs of an organisation. */
const CALLBACKS_MAX = 1_000;

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
  requireReceiver("callbackUrl", url, settings);
  const { organisationId } = ctx.actor;
  const isOurs = and(
    eq(webhookEndpoints.organisationId, organisationId),
    sql`cardinality(${webhookEndpoints.events}) = 0`,
  );
  const [known] = await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(and(isOurs, eq(webhookEndpoints.url, url)));
  if (known) return known.id;
  const [all] = await tx.select({ count: count() }).from(webhookEndpoints).where(isOurs);
  if (all && all.count >= CALLBACKS_MAX) throw tooMany();
  const id = newId("whe");
  const now = ctx.clock.now();
  const secret = settings.seal.close(newSecret());
  await tx
    .insert(webhookEndpoints)
    .values({ id, organisationId, url, events: [], secret, createdAt: now, updatedAt: now });
  return id;
}

function tooMany() {
  const message = `is one too many: you are called back at ${CALLBACKS_MAX} URLs already, so use one for several events`;
  return invalidFields([{ path: "callbackUrl", message }]);
}

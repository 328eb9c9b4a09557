import { and, asc, eq, gte, isNotNull, lt, not, or, type SQL, sql } from "drizzle-orm";
import { inList } from "@/lib/db/in-list";
import { webhookMessages } from "@/lib/db/schema/webhooks";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { invalidFields } from "@/lib/services/invalid-fields";
import { queueDeliveries } from "@/lib/webhooks/queue-deliveries";
import { findEndpoint } from "./find";
import { requireEnabled } from "./require-enabled";
import type { ReplayInput, ReplayOutput } from "./schema";

/** So many in one call; a longer time goes in parts. */
const MESSAGES_MAX = 50_000;

/**
 * Sends all that was announced in a time, of the events that the endpoint is told of, once more: for a receiver that lost them. What
 * it was called back with is among it; what is still on its way to it is not.
 * @throws {AppError} `forbidden`, `not_found`, `validation_failed`, `endpoint_disabled`.
 */
export async function replay(options: { ctx: Context; input: ReplayInput }): Promise<ReplayOutput> {
  const { ctx, input } = options;
  authorise(ctx, "webhooks:write");
  if (input.to <= input.from) throw invalidFields([{ path: "to", message: "must be after from" }]);
  const { organisationId } = ctx.actor;
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const endpoint = await findEndpoint(tx, { organisationId, id: input.id });
    requireEnabled(endpoint);
    const messages = await tx
      .select({ messageId: webhookMessages.id, subject: webhookMessages.subject })
      .from(webhookMessages)
      .where(
        and(
          eq(webhookMessages.organisationId, organisationId),
          gte(webhookMessages.at, input.from),
          lt(webhookMessages.at, input.to),
          isNotNull(webhookMessages.body),
          or(inList(webhookMessages.type, endpoint.events), wasCalledBack(endpoint.id)),
          not(isOnItsWay(endpoint.id)),
        ),
      )
      .orderBy(asc(webhookMessages.seq))
      .limit(MESSAGES_MAX + 1);
    if (messages.length > MESSAGES_MAX)
      throw invalidFields([
        { path: "to", message: `is too late: more than ${MESSAGES_MAX} messages lie before it` },
      ]);
    const rows = messages.map((message) => ({ endpointId: endpoint.id, ...message }));
    await queueDeliveries(tx, rows, now);
    await audit(tx, ctx, {
      action: "webhook_endpoint.replay",
      entity: "webhook_endpoint",
      entityId: endpoint.id,
      data: { from: input.from.toISOString(), to: input.to.toISOString(), deliveries: rows.length },
    });
    return { deliveries: rows.length };
  });
}

const wasCalledBack = (endpointId: string): SQL =>
  sql`(${webhookMessages.type} = 'open.callback' and exists (
    select 1 from webhook_deliveries d where d.message_id = ${webhookMessages.id} and d.endpoint_id = ${endpointId}))`;

const isOnItsWay = (endpointId: string): SQL =>
  sql`exists (select 1 from webhook_deliveries d
    where d.message_id = ${webhookMessages.id} and d.endpoint_id = ${endpointId} and d.status = 'pending')`;

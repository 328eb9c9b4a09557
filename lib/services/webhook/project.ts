import {
  type MessageType,
  WEBHOOK_TYPES,
  type webhookDeliveries,
  type webhookEndpoints,
} from "@/lib/db/schema/webhooks";
import type { DeliveryOutput, EndpointOutput } from "./schema";

export type EndpointRow = typeof webhookEndpoints.$inferSelect;

/** An endpoint without its secret. */
export function projectEndpoint(row: EndpointRow): EndpointOutput {
  return {
    id: row.id,
    url: row.url,
    events: WEBHOOK_TYPES.filter((type) => row.events.includes(type)),
    status: row.status,
    disabledReason: row.disabledReason,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** A delivery with what it is of. */
export function projectDelivery(
  row: typeof webhookDeliveries.$inferSelect,
  type: MessageType,
): DeliveryOutput {
  const last = row.log.at(-1);
  return {
    id: row.id,
    endpointId: row.endpointId,
    messageId: row.messageId,
    type,
    status: row.status,
    attempts: row.attempts,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    lastStatus: last?.status ?? null,
    lastError: last?.error ?? null,
    log: row.log.map(({ at, status, error, ms }) => ({ at, status, error, ms })),
    createdAt: row.createdAt.toISOString(),
  };
}

import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { insertRows } from "@/lib/db/insert-rows";
import { webhookDeliveries, webhookMessages } from "@/lib/db/schema/webhooks";
import { newId } from "@/lib/ids";

type Row = { promise: string; organisation: string; endpoint: string; user: string | null };

/**
 * Calls back for the promises of these actions (`a`), where their events were made with a callback: with the body that OPEN's Ticket
 * Engine has.
 */
export async function callBack(tx: Transaction, which: SQL, at: Date): Promise<void> {
  const { rows } = await tx.execute<Row>(sql`
    select p.id as promise, p.organisation_id as organisation, o.callback_endpoint_id as endpoint, t.user_id as user
    from actions a
    join open_promises p on p.action_id = a.id
    join open_events o on o.event_id = p.event_id and o.callback_endpoint_id is not null
    left join open_tickets t on t.ticket_id = p.ticket_id
    where ${which} order by p.id`);
  const messages = rows.map(({ promise, organisation: organisationId, user }) => ({
    id: newId("msg"),
    organisationId,
    type: "open.callback" as const,
    subject: promise,
    data: { promise },
    at,
    body: JSON.stringify({
      callbackType: "blockchainStatusUpdate",
      promise,
      ...(user === null ? {} : { userId: user }),
    }),
  }));
  await insertRows(tx, { table: webhookMessages, rows: messages });
  const deliveries = rows.map(({ endpoint: endpointId, promise: subject }, i) => {
    return {
      id: newId("evd"),
      endpointId,
      messageId: messages[i]?.id ?? "",
      subject,
      nextAttemptAt: at,
      createdAt: at,
    };
  });
  await insertRows(tx, { table: webhookDeliveries, rows: deliveries });
}

import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { insertRows } from "@/lib/db/insert-rows";
import { webhookMessages } from "@/lib/db/schema/webhooks";
import { newId } from "@/lib/ids";
import { queueDeliveries } from "./queue-deliveries";

type Row = {
  promise: string;
  organisation: string;
  endpoint: string;
  /** The ticket, or the event: what is called back of one goes in order. */
  subject: string;
  user: string | null;
};

/**
 * Calls back for the promises of these actions (`a`), where their events were made with a callback: with the body that OPEN's Ticket
 * Engine has. What goes to an endpoint that is switched off waits there.
 */
export async function callBack(tx: Transaction, which: SQL, at: Date): Promise<void> {
  const { rows } = await tx.execute<Row>(sql`
    select p.id as promise, p.organisation_id as organisation, o.callback_endpoint_id as endpoint,
      coalesce(p.ticket_id, p.event_id) as subject, p.user_id as user
    from actions a
    join open_promises p on p.action_id = a.id
    join open_events o on o.event_id = p.event_id and o.callback_endpoint_id is not null
    where ${which} order by a.seq, p.id`);
  const calls = rows.map((row) => ({ ...row, messageId: newId("msg") }));
  await insertRows(tx, { table: webhookMessages, rows: calls.map((call) => messageOf(call, at)) });
  const deliveries = calls.map(({ endpoint: endpointId, messageId, subject }) => {
    return { endpointId, messageId, subject };
  });
  await queueDeliveries(tx, deliveries, at);
}

function messageOf(
  { messageId, promise, organisation, subject, user }: Row & { messageId: string },
  at: Date,
) {
  return {
    id: messageId,
    organisationId: organisation,
    type: "open.callback" as const,
    subject,
    data: { promise },
    at,
    body: JSON.stringify({
      callbackType: "blockchainStatusUpdate",
      promise,
      ...(user === null ? {} : { userId: user }),
    }),
  };
}

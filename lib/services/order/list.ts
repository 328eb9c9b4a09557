import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import { orders } from "@/lib/db/schema/tickets";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { findEvent } from "@/lib/services/event/find";
import { readCursor, toPage } from "@/lib/services/list";
import type { ListOrdersInput, OrderPage } from "./schema";
import { projectOrder, selectOrders } from "./select-orders";

/**
 * The organisation's orders, newest first, those that match every filter given.
 * @throws {AppError} `forbidden`, `not_found` for an unknown event, `validation_failed` for a broken cursor.
 */
export async function listOrders({
  ctx,
  input,
}: {
  ctx: Context;
  input: ListOrdersInput;
}): Promise<OrderPage> {
  authorise(ctx, "tickets:read");
  const { organisationId } = ctx.actor;
  const before = readCursor(input.cursor, "ord");
  const event =
    input.eventId === undefined ? null : await findEvent(ctx.db, { organisationId, id: input.eventId });
  const rows = await selectOrders(ctx.db)
    .where(
      and(
        eq(orders.organisationId, organisationId),
        before ? lt(orders.id, before) : undefined,
        event ? eq(orders.eventId, event.id) : undefined,
        input.reference === undefined ? undefined : eq(orders.reference, input.reference),
        input.email === undefined ? undefined : withEmail(input.email),
      ),
    )
    .orderBy(desc(orders.id))
    .limit(input.limit + 1);
  const withId = rows.map((row) => ({ id: row.order.id, row }));
  return toPage(withId, input.limit, ({ row }) => projectOrder(row));
}

/** From the tickets, whose addresses have indexes, to their orders. */
function withEmail(email: string): SQL {
  const wanted = email.trim().toLowerCase();
  return sql`${orders.id} in (
    select t.order_id from tickets t where t.email is not null and lower(t.email) = ${wanted}
    union all
    select t.order_id from tickets t where t.attendee_email is not null and lower(t.attendee_email) = ${wanted})`;
}

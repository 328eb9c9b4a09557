import { and, eq } from "drizzle-orm";
import { orders } from "@/lib/db/schema/tickets";
import { isId } from "@/lib/ids";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { notFound } from "@/lib/services/not-found";
import type { OrderIdInput, OrderOutput } from "./schema";
import { projectOrder, selectOrders } from "./select-orders";

/**
 * One order with the ids of its tickets.
 * @throws {AppError} `forbidden`, `not_found`.
 */
export async function getOrder({ ctx, input }: { ctx: Context; input: OrderIdInput }): Promise<OrderOutput> {
  authorise(ctx, "tickets:read");
  if (!isId("ord", input.id)) throw notFound("order");
  const [row] = await selectOrders(ctx.db).where(
    and(eq(orders.id, input.id), eq(orders.organisationId, ctx.actor.organisationId)),
  );
  if (!row) throw notFound("order");
  return projectOrder(row);
}

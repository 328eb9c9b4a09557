import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { listOrders } from "@/lib/services/order/list";
import { listOrdersInput, orderPage } from "@/lib/services/order/schema";

const list = route({
  operationId: "listOrders",
  tag: "Sale",
  summary: "List orders",
  description:
    "Tickets acquired together: those minted with one `orderId`, and those of one purchase on this site. Newest first; " +
    "filters narrow each other down.",
  access: requireScope("tickets:read"),
  query: listOrdersInput,
  responses: { 200: { description: "A page of orders", schema: orderPage } },
  errors: ["not_found"],
  handler: async ({ ctx, query }) => reply(200, await listOrders({ ctx, input: query })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/orders", { GET: list });

import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { getOrder } from "@/lib/services/order/get";
import { orderIdInput, orderOutput } from "@/lib/services/order/schema";

const get = route({
  operationId: "getOrder",
  tag: "Sale",
  summary: "Get an order",
  description: "One of your orders with the ids of its tickets.",
  access: requireScope("tickets:read"),
  params: orderIdInput,
  responses: { 200: { description: "The order", schema: orderOutput } },
  errors: ["not_found"],
  handler: async ({ ctx, params }) => reply(200, await getOrder({ ctx, input: params })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/orders/{id}", { GET: get });

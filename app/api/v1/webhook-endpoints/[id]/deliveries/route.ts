import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { listDeliveries } from "@/lib/services/webhook/list-deliveries";
import { deliveryPage, endpointIdInput, listDeliveriesInput } from "@/lib/services/webhook/schema";

const list = route({
  operationId: "listWebhookDeliveries",
  tag: "Webhooks",
  summary: "List an endpoint's deliveries",
  description: "What was sent, or is on its way, newest first, with every attempt.",
  access: requireScope("webhooks:write"),
  params: endpointIdInput,
  query: listDeliveriesInput.omit({ id: true }),
  responses: { 200: { description: "A page of deliveries", schema: deliveryPage } },
  errors: ["not_found"],
  handler: async ({ ctx, params, query }) =>
    reply(200, await listDeliveries({ ctx, input: { ...params, ...query } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource(
  "/webhook-endpoints/{id}/deliveries",
  {
    GET: list,
  },
);

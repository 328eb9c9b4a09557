import { z } from "zod";
import { emptyBody } from "@/lib/api/empty-body";
import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { retryDelivery } from "@/lib/services/webhook/retry";
import { deliveryOutput, endpointIdInput } from "@/lib/services/webhook/schema";

const retry = route({
  operationId: "retryWebhookDeliveryOfEndpoint",
  tag: "Webhooks",
  summary: "Retry one of an endpoint's deliveries",
  description: "The same as under `/webhook-endpoints/deliveries`, for a delivery of this endpoint.",
  access: requireScope("webhooks:write"),
  params: endpointIdInput.extend({
    deliveryId: z.string().meta({ example: "evd_01k0000000e008000000000000" }),
  }),
  body: emptyBody,
  responses: { 202: { description: "On the way", schema: deliveryOutput } },
  errors: ["not_found", "endpoint_disabled"],
  handler: async ({ ctx, params: { id: endpointId, deliveryId } }) =>
    reply(202, await retryDelivery({ ctx, input: { endpointId, deliveryId } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource(
  "/webhook-endpoints/{id}/deliveries/{deliveryId}/retry",
  {
    POST: retry,
  },
);

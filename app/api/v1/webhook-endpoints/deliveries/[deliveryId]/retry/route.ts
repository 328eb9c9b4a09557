import { z } from "zod";
import { emptyBody } from "@/lib/api/empty-body";
import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { retryDelivery } from "@/lib/services/webhook/retry";
import { deliveryOutput } from "@/lib/services/webhook/schema";

const retry = route({
  operationId: "retryWebhookDelivery",
  tag: "Webhooks",
  summary: "Retry a delivery",
  description:
    "Sends the message once more, now, whatever came of it before. One that is being sent, or waits for an earlier one about the " +
    "same thing, is left to that.",
  access: requireScope("webhooks:write"),
  params: z.object({ deliveryId: z.string().meta({ example: "evd_01k0000000e008000000000000" }) }),
  body: emptyBody,
  responses: { 202: { description: "On the way", schema: deliveryOutput } },
  errors: ["not_found", "endpoint_disabled"],
  handler: async ({ ctx, params }) => reply(202, await retryDelivery({ ctx, input: params })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource(
  "/webhook-endpoints/deliveries/{deliveryId}/retry",
  {
    POST: retry,
  },
);

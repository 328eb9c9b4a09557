import { z } from "zod";
import { MESSAGE_TYPES, WEBHOOK_TYPES } from "@/lib/db/schema/webhooks";
import { fields, id, instant, listShape, moment, oneOf, page, webUrl } from "@/lib/services/fields";

const url = webUrl.meta({
  description: "Where to post: an http(s) URL on the public internet",
  example: "https://example.org/webhooks",
});
const events = z
  .array(oneOf(WEBHOOK_TYPES), { error: `must be a list of events: ${WEBHOOK_TYPES.join(", ")}` })
  .min(1, "must have at least one event")
  .max(WEBHOOK_TYPES.length, "must name each event once")
  .transform((types) => [...new Set(types)])
  .meta({ description: "What to be told of", example: ["ticket.issued", "ticket.checked_in"] });

export const createEndpointInput = fields({ url, events });
export type CreateEndpointInput = z.output<typeof createEndpointInput>;

export const updateEndpointBody = fields({
  url,
  events,
  status: oneOf(["enabled", "disabled"]),
}).partial();
export type UpdateEndpointInput = z.output<typeof updateEndpointBody> & EndpointIdInput;

export const endpointIdInput = fields({
  id: z.string().meta({ example: "whe_01k0000000e008000000000000" }),
});
export type EndpointIdInput = z.output<typeof endpointIdInput>;

export const listEndpointsInput = fields(listShape);
export type ListEndpointsInput = z.output<typeof listEndpointsInput>;

export const endpointOutput = z
  .object({
    id: id("whe_01k0000000e008000000000000"),
    url: z.string(),
    events: z.array(z.enum(WEBHOOK_TYPES)),
    status: z.enum(["enabled", "disabled"]),
    disabledReason: z.string().nullable(),
    createdAt: moment,
    updatedAt: moment,
  })
  .meta({ id: "WebhookEndpoint" });
export type EndpointOutput = z.infer<typeof endpointOutput>;

const secret = z.string().meta({
  description: "Signs what is sent (Standard Webhooks)",
  example: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
});

/** With its secret: of creating and of rotating. */
export const endpointWithSecretOutput = endpointOutput
  .extend({ secret })
  .meta({ id: "WebhookEndpointWithSecret" });
export type EndpointWithSecretOutput = z.infer<typeof endpointWithSecretOutput>;

export const secretOutput = z
  .object({
    secret,
    previousSecret: z.string().nullable().meta({ description: "Signs too, until previousSecretUntil" }),
    previousSecretUntil: moment.nullable(),
  })
  .meta({ id: "WebhookSecret" });
export type SecretOutput = z.infer<typeof secretOutput>;

export const endpointPage = page(endpointOutput);
export type EndpointPage = z.infer<typeof endpointPage>;

export const listDeliveriesInput = fields({
  ...endpointIdInput.shape,
  ...listShape,
  status: oneOf(["pending", "delivered", "failed"]).optional(),
});
export type ListDeliveriesInput = z.output<typeof listDeliveriesInput>;

export const deliveryOutput = z
  .object({
    id: id("evd_01k0000000e008000000000000"),
    endpointId: id("whe_01k0000000e008000000000000"),
    messageId: id("msg_01k0000000e008000000000000").meta({
      description: "What the header `webhook-id` says",
    }),
    type: z.enum(MESSAGE_TYPES),
    status: z.enum(["pending", "delivered", "failed"]),
    attempts: z.int().meta({ description: "How many were begun" }),
    nextAttemptAt: moment.nullable().meta({
      description: "Null while pending: it waits for an earlier message about the same thing",
    }),
    deliveredAt: moment.nullable(),
    lastStatus: z.int().nullable().meta({ description: "HTTP status of the last answer; null: none came" }),
    lastError: z.string().nullable(),
    log: z
      .array(
        z.object({
          at: moment,
          status: z.int().nullable(),
          error: z.string().nullable(),
          ms: z.int(),
        }),
      )
      .meta({ description: "The last 50 attempts, oldest first" }),
    createdAt: moment,
  })
  .meta({ id: "WebhookDelivery" });
export type DeliveryOutput = z.infer<typeof deliveryOutput>;

export const deliveryPage = page(deliveryOutput);
export type DeliveryPage = z.infer<typeof deliveryPage>;

export const replayBody = fields({
  from: instant,
  to: instant.meta({ description: "After from", example: "2026-06-02T18:00:00Z" }),
});
export type ReplayInput = z.output<typeof replayBody> & EndpointIdInput;

export const replayOutput = z
  .object({ deliveries: z.int().meta({ description: "How many messages are sent again" }) })
  .meta({ id: "WebhookReplay" });
export type ReplayOutput = z.infer<typeof replayOutput>;

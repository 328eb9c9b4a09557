import { openRefusal } from "@/lib/api/open-refusals";
import { openKey } from "@/lib/api/route/open-key";
import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { webhookSettings } from "@/lib/api/webhook-settings";
import { openMessage, streamFailure, streamInput, streamOutput } from "@/lib/services/open/schema";
import { streamActions } from "@/lib/services/open/stream";

const stream = route({
  operationId: "streamOpenActions",
  tag: "OPEN",
  summary: "Do actions of OPEN's Ticket Engine",
  description:
    "1 to 5,000 of `newEvent`, `updateEvent`, `soldTicket`, `updateTicket`, `resoldTicket`, `scannedTicket`, `checkedInTicket`, " +
    "`invalidatedTicket` and `claimedTicket`, done in order, each succeeding or failing by itself. Your `eventId` and `ticketId` are the " +
    "`externalId`s of events and tickets here. The first sale publishes its event; a ticket without `to` is in custody. A ticket " +
    "that was checked in and is claimed is checked in anew on the chain behind its move. What becomes of a promise is posted to the " +
    "event's `callbackUrl` as `{ callbackType, promise, userId? }`, signed like a webhook: its endpoint, with the secret, is among " +
    "the webhook endpoints. `Idempotency-Key` works here too.",
  access: openKey,
  body: streamInput,
  bodyExample: [
    { action: "newEvent", data: { eventId: "summer-night", eventName: "Summer Night", currency: "EUR" } },
    {
      action: "soldTicket",
      data: { eventId: "summer-night", ticketId: "A-1001", userId: "user-7", price: "25.00" },
    },
  ],
  responses: {
    200: { description: "What became of each item; at least one succeeded", schema: streamOutput },
    400: { description: "Nothing was done: no item is valid, or the call is not", schema: streamFailure },
    403: { description: "No API key, a wrong one, or one that may not", schema: openMessage },
  },
  refuse: openRefusal,
  handler: async ({ ctx, body }) => {
    const data = await streamActions({ ctx, input: body, settings: webhookSettings() });
    const failed = data.filter(({ status }) => status === "error").length;
    if (failed === data.length) {
      const message = "None of the actions is valid: see the errors of each.";
      return reply(400, { status: "error", error: "all_actions_invalid", message, data });
    }
    return reply(200, { status: failed === 0 ? "success" : "multi", data });
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/open/stream", { POST: stream });

import { emptyBody } from "@/lib/api/empty-body";
import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { publishEvent } from "@/lib/services/event/publish";
import { eventIdInput, publishedEventOutput } from "@/lib/services/event/schema";

const publish = route({
  operationId: "publishEvent",
  tag: "Events",
  summary: "Publish an event",
  description:
    "Deploys the event's contract. Its address is known at once and tickets can be minted at once; follow `action` to " +
    "see when the chain has it. Publishing again answers 200 with the same event: there is never a second contract.",
  access: requireScope("events:write"),
  params: eventIdInput,
  body: emptyBody,
  responses: {
    200: {
      description: "It was published before",
      schema: publishedEventOutput,
      example: { action: { status: "confirmed" } },
    },
    202: { description: "Published; its contract is on the way to the chain", schema: publishedEventOutput },
  },
  errors: ["not_found", "publish_not_possible", "event_cancelled"],
  handler: async ({ ctx, params }) => {
    const { event, action, created } = await publishEvent({ ctx, input: params });
    return reply(created ? 202 : 200, { ...event, action });
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/events/{id}/publish", {
  POST: publish,
});

import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { getEvent } from "@/lib/services/event/get";
import { eventIdInput, eventOutput } from "@/lib/services/event/schema";

const get = route({
  operationId: "getEvent",
  tag: "Events",
  summary: "Get an event",
  description: "One of your events, by our id or by yours: `ext:` and its `externalId`.",
  access: requireScope("events:read"),
  params: eventIdInput,
  responses: { 200: { description: "The event", schema: eventOutput } },
  errors: ["not_found"],
  handler: async ({ ctx, params }) => reply(200, await getEvent({ ctx, input: params })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/events/{id}", { GET: get });

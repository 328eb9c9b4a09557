import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { getEventStats } from "@/lib/services/event/get-stats";
import { eventIdInput, eventStatsOutput } from "@/lib/services/event/schema";

const get = route({
  operationId: "getEventStats",
  tag: "Events",
  summary: "Count an event's tickets",
  description:
    "How many tickets are issued, available, checked in, inside now and invalidated, by ticket type and in total, and " +
    "how far the index is behind the chain.",
  access: requireScope("events:read"),
  params: eventIdInput,
  responses: { 200: { description: "The counts", schema: eventStatsOutput } },
  errors: ["not_found"],
  handler: async ({ ctx, params }) => reply(200, await getEventStats({ ctx, input: params })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/events/{id}/stats", { GET: get });

import { batchEvents } from "@/lib/api/batch-events";
import { eventStream } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { getBatch } from "@/lib/services/batch/get";
import { getBatchInput } from "@/lib/services/batch/schema";

const follow = route({
  operationId: "followBatch",
  tag: "Actions",
  summary: "Follow a batch",
  description:
    "Server-sent events for progress bars: `progress` with the batch as data whenever it has changed, then `done` with " +
    "the batch, then the stream ends. Each event is the whole state, so reconnecting loses nothing.",
  access: requireScope("tickets:read"),
  params: getBatchInput,
  responses: { 200: { description: "A stream of events", stream: "text/event-stream" } },
  errors: ["not_found"],
  handler: async ({ ctx, params, request }) => {
    const read = () => getBatch({ ctx, input: params });
    const stream = batchEvents({ first: await read(), read, signal: request.signal });
    return eventStream(200, stream);
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/batches/{id}/events", {
  GET: follow,
});

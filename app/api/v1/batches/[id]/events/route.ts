import { batchEvents } from "@/lib/api/batch-events";
import { eventStream } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { createStreamPlaces } from "@/lib/api/stream-places";
import { getBatch } from "@/lib/services/batch/get";
import { getBatchInput } from "@/lib/services/batch/schema";

const STREAMS_MAX = 50;
const places = createStreamPlaces({ perOwner: STREAMS_MAX });

const EXAMPLE = `event: progress
data: {"id":"bat_01k0000000e008000000000000","total":500,"queued":86,"submitted":414,"confirmed":0,"failed":0}

event: done
data: {"id":"bat_01k0000000e008000000000000","total":500,"queued":0,"submitted":0,"confirmed":500,"failed":0}
`;

const follow = route({
  operationId: "followBatch",
  tag: "Actions",
  summary: "Follow a batch",
  description:
    "Server-sent events for progress bars: `progress` with the batch as data whenever it has changed, then `done` with " +
    "the batch, then the stream ends. Each event is the whole state, so reconnecting loses nothing: do so when the stream " +
    `ends without \`done\`, as it does after 15 minutes. At most ${STREAMS_MAX} streams an organisation at once.`,
  access: requireScope("tickets:read"),
  params: getBatchInput,
  responses: {
    200: { description: "A stream of events", stream: "text/event-stream", example: EXAMPLE },
  },
  errors: ["not_found"],
  handler: async ({ ctx, params, request }) => {
    const read = () => getBatch({ ctx, input: params });
    const first = await read();
    const onEnd = places.take(ctx.actor.organisationId);
    const stream = batchEvents({ first, read, signal: request.signal, onEnd });
    return eventStream(200, stream);
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/batches/{id}/events", {
  GET: follow,
});

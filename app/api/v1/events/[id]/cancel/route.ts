import { emptyBody } from "@/lib/api/empty-body";
import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { cancelEvent } from "@/lib/services/event/cancel";
import { changedEventOutput, eventIdInput } from "@/lib/services/event/schema";

const cancel = route({
  operationId: "cancelEvent",
  tag: "Events",
  summary: "Cancel an event",
  description:
    "For ever: from now on no tickets are issued and nobody is admitted. The chain follows, and what buyers paid by contract is then " +
    "theirs to pull back. A draft is cancelled with nothing to follow: `action` is null. Cancelling again answers 200 with the same.",
  access: requireScope("events:write"),
  params: eventIdInput,
  body: emptyBody,
  responses: {
    200: {
      description: "It was cancelled before, or had no contract: nothing is to be followed",
      schema: changedEventOutput,
    },
    202: { description: "Cancelled; on the way to the chain", schema: changedEventOutput },
  },
  errors: ["not_found", "event_ended"],
  handler: async ({ ctx, params }) => {
    const { event, action, isAsked } = await cancelEvent({ ctx, input: params });
    return reply(isAsked ? 202 : 200, { ...event, action });
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/events/{id}/cancel", {
  POST: cancel,
});

import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { getEvent } from "@/lib/services/event/get";
import { changedEventOutput, eventIdInput, eventOutput, updateEventBody } from "@/lib/services/event/schema";
import { updateEvent } from "@/lib/services/event/update";

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

const update = route({
  operationId: "updateEvent",
  tag: "Events",
  summary: "Change an event",
  description:
    "What is left out stays as it is, null clears (`resaleClosesAt`: back to startsAt), and a venue is replaced as a whole. A draft " +
    "may change in everything; a new currency keeps the prices as they read. Once published, what people bought under is fixed " +
    "(`event_locked`, with the fields): currency, transferPolicy, resaleCapBps and royaltyBps; maxPerWallet and resaleClosesAt can " +
    "only be extended, for which `action` goes to the chain; endsAt can be postponed by the contract's owner alone, from its own " +
    "wallet. Of a cancelled event only what people see can change. Values that are the same already change nothing.",
  access: requireScope("events:write"),
  params: eventIdInput,
  body: updateEventBody,
  bodyExample: { description: "Doors at six.", resaleClosesAt: "2030-06-01T17:00:00Z" },
  responses: { 200: { description: "The event as it is now", schema: changedEventOutput } },
  errors: ["not_found", "duplicate_external_id", "event_locked", "event_cancelled", "event_ended"],
  handler: async ({ ctx, params, body }) =>
    reply(200, await updateEvent({ ctx, input: { ...params, ...body } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/events/{id}", {
  GET: get,
  PATCH: update,
});

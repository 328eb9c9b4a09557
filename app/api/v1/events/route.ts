import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { checkPartly } from "@/lib/services/event/check-create";
import { createEvent } from "@/lib/services/event/create";
import { listEvents } from "@/lib/services/event/list";
import { createEventInput, eventOutput, eventPage, listEventsInput } from "@/lib/services/event/schema";

const list = route({
  operationId: "listEvents",
  tag: "Events",
  summary: "List events",
  description: "Your organisation's events, newest first, drafts included.",
  access: requireScope("events:read"),
  query: listEventsInput,
  responses: { 200: { description: "A page of events", schema: eventPage } },
  handler: async ({ ctx, query }) => reply(200, await listEvents({ ctx, input: query })),
});

const create = route({
  operationId: "createEvent",
  tag: "Events",
  summary: "Create an event",
  description:
    "Makes a draft: nothing goes to the chain before it is published. Prices are brought to the currency's usual decimals.",
  access: requireScope("events:write"),
  body: createEventInput,
  inspect: (ctx, body) => checkPartly(body, ctx.chain),
  bodyExample: {
    name: "Summer Night",
    startsAt: "2030-06-01T18:00:00Z",
    endsAt: "2030-06-01T23:00:00Z",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    venue: { name: "Kulturhaus", address: "Hauptstraße 1, 10827 Berlin" },
    ticketTypes: [{ name: "General", price: "25.00", supply: 500 }],
  },
  responses: {
    201: {
      description: "The event, a draft",
      schema: eventOutput,
      example: { status: "draft", chainId: null, contractAddress: null, chain: null, publishedAt: null },
    },
  },
  errors: ["duplicate_external_id"],
  handler: async ({ ctx, body }) => {
    const event = await createEvent({ ctx, input: body });
    return reply(201, event, { Location: `/api/v1/events/${event.id}` });
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/events", {
  GET: list,
  POST: create,
});

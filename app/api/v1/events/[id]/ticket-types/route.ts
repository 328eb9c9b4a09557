import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { eventIdInput } from "@/lib/services/event/schema";
import { addTicketType } from "@/lib/services/ticket-type/add";
import { changedTicketTypeOutput, ticketTypeInput } from "@/lib/services/ticket-type/schema";

const add = route({
  operationId: "addTicketType",
  tag: "Events",
  summary: "Add a ticket type",
  description:
    "To a draft, or to a published event: `action` then goes to its contract, and tickets of the type can be minted at once, for " +
    "their mints come after it. `action` is null for a draft.",
  access: requireScope("events:write"),
  params: eventIdInput,
  body: ticketTypeInput,
  bodyExample: { name: "Balcony", price: "40.00", supply: 80 },
  responses: { 201: { description: "The ticket type", schema: changedTicketTypeOutput } },
  errors: ["not_found", "event_cancelled", "event_ended"],
  handler: async ({ ctx, params, body }) =>
    reply(201, await addTicketType({ ctx, input: { ...params, ...body } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/events/{id}/ticket-types", {
  POST: add,
});

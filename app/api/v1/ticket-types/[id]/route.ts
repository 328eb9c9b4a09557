import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import {
  changedTicketTypeOutput,
  ticketTypeIdInput,
  updateTicketTypeBody,
} from "@/lib/services/ticket-type/schema";
import { updateTicketType } from "@/lib/services/ticket-type/update";

const update = route({
  operationId: "updateTicketType",
  tag: "Events",
  summary: "Change a ticket type",
  description:
    "What is left out stays as it is, null clears. Once the event is published the price is fixed (`event_locked`); the supply may " +
    "change, but never below what is issued and held: `action` then goes to the event's contract. Values that are the same already " +
    "change nothing.",
  access: requireScope("events:write"),
  params: ticketTypeIdInput,
  body: updateTicketTypeBody,
  bodyExample: { supply: 600 },
  responses: { 200: { description: "The ticket type as it is now", schema: changedTicketTypeOutput } },
  errors: ["not_found", "event_locked", "event_cancelled", "event_ended", "supply_below_issued"],
  handler: async ({ ctx, params, body }) =>
    reply(200, await updateTicketType({ ctx, input: { ...params, ...body } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/ticket-types/{id}", {
  PATCH: update,
});

import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { operateTicketsInput, operateTicketsOutput } from "@/lib/services/ticket/batch-schema";
import { operateTickets } from "@/lib/services/ticket/operate";

const operate = route({
  operationId: "operateTickets",
  tag: "Tickets",
  summary: "Do many things with tickets",
  description:
    "Up to 5,000 check-ins, invalidations, resales, transfers and claims in one call, in the order given: what comes later finds " +
    "a ticket as what came earlier left it. Each is accepted or refused by itself, also where all are refused. An operation needs " +
    "its own scope too (`checkin`: `checkins:write`). Operations that are malformed are refused with the whole call.",
  access: requireScope("tickets:write"),
  body: operateTicketsInput,
  bodyExample: {
    operations: [
      { op: "checkin", ticketId: "ext:A-1001", gate: "North", nonce: "gate-7-000124" },
      { op: "invalidate", ticketId: "tkt_01k0000000e008000000000000", reason: "refunded" },
    ],
  },
  responses: { 202: { description: "What became of each; the chain follows", schema: operateTicketsOutput } },
  handler: async ({ ctx, body }) => reply(202, await operateTickets({ ctx, input: body })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/tickets/batch", {
  POST: operate,
});

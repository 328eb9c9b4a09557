import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { mintTickets } from "@/lib/services/ticket/mint";
import { mintTicketsInput, mintTicketsOutput } from "@/lib/services/ticket/schema";

const mint = route({
  operationId: "mintTickets",
  tag: "Tickets",
  summary: "Mint tickets",
  description:
    "Issues 1 to 5,000 tickets of one event, all or none. They are answered in the order of the request, pending; " +
    "follow `batch` until the chain has them. While the event's contract failed to deploy, nothing is issued " +
    "(`event_not_published`): publish the event again. A ticket without `to` is kept by the contract until it is claimed.",
  access: requireScope("tickets:write"),
  body: mintTicketsInput,
  bodyExample: {
    eventId: "evt_01k0000000e008000000000000",
    tickets: [
      {
        ticketTypeId: "typ_01k0000000e008000000000000",
        to: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
        email: "ada@example.org",
        externalId: "A-1001",
        attendee: { name: "Ada Lovelace" },
        seat: { section: "Balcony", row: "B", seat: "14" },
        orderId: "order-77",
      },
    ],
  },
  responses: { 202: { description: "Accepted; on the way to the chain", schema: mintTicketsOutput } },
  errors: [
    "not_found",
    "event_not_published",
    "event_cancelled",
    "event_ended",
    "sold_out",
    "duplicate_external_id",
  ],
  handler: async ({ ctx, body }) => reply(202, await mintTickets({ ctx, input: body })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/tickets/mint", { POST: mint });

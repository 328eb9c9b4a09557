import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { listTickets } from "@/lib/services/ticket/list";
import { listTicketsInput, ticketPage } from "@/lib/services/ticket/schema";

const list = route({
  operationId: "listTickets",
  tag: "Tickets",
  summary: "List tickets",
  description: "Your organisation's tickets, newest first. Filters narrow each other down.",
  access: requireScope("tickets:read"),
  query: listTicketsInput,
  responses: { 200: { description: "A page of tickets", schema: ticketPage } },
  errors: ["not_found"],
  handler: async ({ ctx, query }) => reply(200, await listTickets({ ctx, input: query })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/tickets", { GET: list });

import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { ticketParams, ticketQuery } from "@/lib/api/ticket-params";
import { getTicket } from "@/lib/services/ticket/get";
import { ticketOutput } from "@/lib/services/ticket/schema";

const get = route({
  operationId: "getTicket",
  tag: "Tickets",
  summary: "Get a ticket",
  description: "One of your tickets, by our id or by yours: `ext:` and its `externalId`.",
  access: requireScope("tickets:read"),
  params: ticketParams,
  query: ticketQuery,
  responses: { 200: { description: "The ticket", schema: ticketOutput } },
  errors: ["not_found"],
  handler: async ({ ctx, params, query }) =>
    reply(200, await getTicket({ ctx, input: { ...params, ...query } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/tickets/{id}", { GET: get });

import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { scansQuery, ticketParams } from "@/lib/api/ticket-params";
import { listScans } from "@/lib/services/ticket/list-scans";
import { scanPage } from "@/lib/services/ticket/schema";

const list = route({
  operationId: "listScans",
  tag: "Tickets",
  summary: "List a ticket's scans",
  description: "Every reading of the ticket, newest first: admitted, refused and undone ones.",
  access: requireScope("tickets:read"),
  params: ticketParams,
  query: scansQuery,
  responses: { 200: { description: "A page of scans", schema: scanPage } },
  errors: ["not_found"],
  handler: async ({ ctx, params, query }) =>
    reply(200, await listScans({ ctx, input: { ...params, ...query } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/tickets/{id}/scans", {
  GET: list,
});

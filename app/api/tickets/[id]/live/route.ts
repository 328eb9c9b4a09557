import { z } from "zod";
import { ticketVersion } from "@/components/ticket/ticket-version";
import { openToAll } from "@/lib/api/route/open-to-all";
import { perform } from "@/lib/api/route/perform";
import { reply } from "@/lib/api/route/reply";
import { route } from "@/lib/api/route/route";
import { getPublicTicket } from "@/lib/services/ticket/get-public";

const live = route({
  operationId: "getTicketVersion",
  tag: "Tickets",
  summary: "Whether a ticket changed",
  description:
    "A text that changes when what a ticket's page shows does. Asked every few seconds by open pages.",
  access: openToAll,
  rate: "generous",
  params: z.object({ id: z.string() }),
  responses: { 200: { description: "The version", schema: z.object({ version: z.string() }) } },
  errors: ["not_found"],
  handler: async ({ ctx, params }) => {
    const ticket = await getPublicTicket({ ctx, input: { id: params.id } });
    return reply(200, { version: ticketVersion(ticket) });
  },
});

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return perform({ operation: live, path: "/api/tickets/{id}/live", request, params: await params });
}

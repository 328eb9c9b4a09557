import { type Ticket, ticketPageSchema } from "./answers";
import type { Api } from "./api";

/** Every ticket of an event, page by page. */
export async function listTickets(api: Api, eventId: string): Promise<Ticket[]> {
  const tickets: Ticket[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query = new URLSearchParams({ eventId, limit: "200", ...(cursor ? { cursor } : {}) });
    const page: { data: Ticket[]; nextCursor: string | null } = await api.get(
      `/tickets?${query}`,
      ticketPageSchema,
    );
    tickets.push(...page.data);
    cursor = page.nextCursor;
  }
  return tickets;
}

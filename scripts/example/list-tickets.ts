import type { Api, Ticket } from "./open-api";

/** Every ticket of an event, page by page. */
export async function listTickets(api: Api, eventId: string): Promise<Ticket[]> {
  return Array.fromAsync(api.rows("/tickets", { params: { query: { eventId, limit: 200 } } }));
}

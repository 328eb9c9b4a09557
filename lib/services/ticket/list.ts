import type { Context } from "@/lib/services/context";
import type { ListTicketsInput, TicketPage } from "./schema";

export async function listTickets(_options: { ctx: Context; input: ListTicketsInput }): Promise<TicketPage> {
  throw new Error("listTickets is being written");
}

import type { Context } from "@/lib/services/context";
import type { TicketIdInput, TicketOutput } from "./schema";

export async function getTicket(_options: { ctx: Context; input: TicketIdInput }): Promise<TicketOutput> {
  throw new Error("getTicket is being written");
}

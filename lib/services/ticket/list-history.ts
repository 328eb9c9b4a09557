import type { Context } from "@/lib/services/context";
import type { HistoryEntry, TicketIdInput } from "./schema";

export async function listHistory(_options: { ctx: Context; input: TicketIdInput }): Promise<HistoryEntry[]> {
  throw new Error("listHistory is being written");
}

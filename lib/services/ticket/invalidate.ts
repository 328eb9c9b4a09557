import type { Context } from "@/lib/services/context";
import type { InvalidateInput, TicketActionOutput } from "./schema";

export async function invalidateTicket(_options: {
  ctx: Context;
  input: InvalidateInput;
}): Promise<TicketActionOutput> {
  throw new Error("invalidateTicket is being written");
}

import type { Context } from "@/lib/services/context";
import type { TicketActionOutput, UndoCheckInInput } from "./schema";

export async function undoCheckIn(_options: {
  ctx: Context;
  input: UndoCheckInInput;
}): Promise<TicketActionOutput> {
  throw new Error("undoCheckIn is being written");
}

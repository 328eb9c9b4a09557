import type { Context } from "@/lib/services/context";
import type { CheckInInput, CheckInOutput } from "./schema";

export async function checkInTicket(_options: { ctx: Context; input: CheckInInput }): Promise<CheckInOutput> {
  throw new Error("checkInTicket is being written");
}

import type { Context } from "@/lib/services/context";
import type { EventIdInput, EventOutput } from "./schema";

export async function getEvent(_options: { ctx: Context; input: EventIdInput }): Promise<EventOutput> {
  throw new Error("getEvent is being written");
}

import type { Context } from "@/lib/services/context";
import type { EventIdInput, EventStatsOutput } from "./schema";

export async function getEventStats(_options: {
  ctx: Context;
  input: EventIdInput;
}): Promise<EventStatsOutput> {
  throw new Error("getEventStats is being written");
}

import type { Context } from "@/lib/services/context";
import type { EventPage, ListEventsInput } from "./schema";

export async function listEvents(_options: { ctx: Context; input: ListEventsInput }): Promise<EventPage> {
  throw new Error("listEvents is being written");
}

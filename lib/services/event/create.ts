import type { Context } from "@/lib/services/context";
import type { CreateEventInput, EventOutput } from "./schema";

export async function createEvent(_options: { ctx: Context; input: CreateEventInput }): Promise<EventOutput> {
  throw new Error("createEvent is being written");
}

import type { ActionOutput } from "@/lib/services/action/schema";
import type { Context } from "@/lib/services/context";
import type { EventIdInput, EventOutput } from "./schema";

export async function publishEvent(_options: {
  ctx: Context;
  input: EventIdInput;
}): Promise<{ event: EventOutput; action: ActionOutput; created: boolean }> {
  throw new Error("publishEvent is being written");
}

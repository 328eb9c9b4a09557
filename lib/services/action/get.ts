import type { Context } from "@/lib/services/context";
import type { ActionOutput, GetActionInput } from "./schema";

export async function getAction(_options: { ctx: Context; input: GetActionInput }): Promise<ActionOutput> {
  throw new Error("getAction is being written");
}

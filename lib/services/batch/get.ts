import type { Context } from "@/lib/services/context";
import type { BatchOutput, GetBatchInput } from "./schema";

export async function getBatch(_options: { ctx: Context; input: GetBatchInput }): Promise<BatchOutput> {
  throw new Error("getBatch is being written");
}

import type { Context } from "@/lib/services/context";
import type { CreateApiKeyInput, CreatedApiKeyOutput } from "./schema";

export async function createApiKey(_options: {
  ctx: Context;
  input: CreateApiKeyInput;
}): Promise<CreatedApiKeyOutput> {
  throw new Error("createApiKey is being written");
}

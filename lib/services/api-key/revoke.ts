import type { Context } from "@/lib/services/context";
import type { ApiKeyIdInput, ApiKeyOutput } from "./schema";

export async function revokeApiKey(_options: { ctx: Context; input: ApiKeyIdInput }): Promise<ApiKeyOutput> {
  throw new Error("revokeApiKey is being written");
}

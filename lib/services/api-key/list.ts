import type { Context } from "@/lib/services/context";
import type { ApiKeyPage, ListApiKeysInput } from "./schema";

export async function listApiKeys(_options: { ctx: Context; input: ListApiKeysInput }): Promise<ApiKeyPage> {
  throw new Error("listApiKeys is being written");
}

import type { PublicContext } from "@/lib/services/context";
import type { TokenInput } from "@/lib/services/ticket/schema";
import type { TokenMetadata } from "./schema";

export async function getTokenMetadata(_options: {
  ctx: PublicContext;
  input: TokenInput;
}): Promise<TokenMetadata> {
  throw new Error("getTokenMetadata is being written");
}

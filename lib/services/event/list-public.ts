import type { PublicContext } from "@/lib/services/context";
import type { PublicEventOutput } from "./schema";

export async function listPublicEvents(_options: {
  ctx: PublicContext;
  input: { limit: number };
}): Promise<PublicEventOutput[]> {
  throw new Error("listPublicEvents is being written");
}

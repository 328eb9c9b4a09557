import type { PublicContext } from "@/lib/services/context";
import type { PublicEventOutput } from "./schema";

export async function getPublicEventBySlug(_options: {
  ctx: PublicContext;
  input: { slug: string };
}): Promise<PublicEventOutput> {
  throw new Error("getPublicEventBySlug is being written");
}

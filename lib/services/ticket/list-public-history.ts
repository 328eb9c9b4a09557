import type { PublicContext } from "@/lib/services/context";
import type { HistoryEntry } from "./schema";

export async function listPublicHistory(_options: {
  ctx: PublicContext;
  input: { id: string };
}): Promise<HistoryEntry[]> {
  throw new Error("listPublicHistory is being written");
}

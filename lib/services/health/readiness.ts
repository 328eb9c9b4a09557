import type { Chain } from "@/lib/chain/chain";
import type { Database } from "@/lib/db/database";
import type { ReadinessOutput } from "./schema";

export async function readiness(_options: { db: Database; chain: Chain }): Promise<ReadinessOutput> {
  throw new Error("readiness is being written");
}

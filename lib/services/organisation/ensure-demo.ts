import type { Chain } from "@/lib/chain/chain";
import type { Database } from "@/lib/db/database";
import type { Clock } from "@/lib/services/context";

export async function ensureDemo(_options: {
  db: Database;
  chain: Pick<Chain, "chainId">;
  clock: Clock;
  keys: readonly [string, string];
}): Promise<void> {
  throw new Error("ensureDemo is being written");
}

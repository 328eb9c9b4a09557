import type { Logger } from "pino";
import type { Chain } from "@/lib/chain/chain";
import type { Database } from "@/lib/db/database";

/** What the pipeline works with. */
export type PipelineContext = {
  db: Database;
  chain: Chain;
  /** Blocks, the including one counted, after which an action is confirmed. */
  confirmations: number;
  log: Logger;
};

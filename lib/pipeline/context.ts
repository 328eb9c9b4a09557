import type { Logger } from "pino";
import type { Chain } from "@/lib/chain/chain";
import type { Signer } from "@/lib/chain/signer";
import type { Database } from "@/lib/db/database";

/** What the pipeline works with. */
export type PipelineContext = {
  db: Database;
  chain: Chain;
  /** Blocks, the including one counted, after which an action is confirmed. */
  confirmations: number;
  fees: FeePolicy;
  log: Logger;
};

/** What the server is ready to pay for being mined. */
export type FeePolicy = {
  /** In wei: no transaction offers more for a unit of gas. */
  maxFeePerGasCap: bigint;
  /** A transaction that isn't mined after so long is sent again with a higher fee. */
  replaceAfterSeconds: number;
};

/** One signer's part of the work: its nonces are taken in order, by one process at a time. */
export type Lane = PipelineContext & { signer: Signer };

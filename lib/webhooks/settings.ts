import { lookup } from "node:dns/promises";
import type { Seal } from "@/lib/seal";

/** The addresses that a name has. @throws where it has none. */
export type Resolve = (host: string) => Promise<string[]>;

/** What webhooks need of the server that sends them. */
export type WebhookSettings = {
  /** Secrets are kept sealed by it. */
  seal: Seal;
  /** Whether receivers may be on the server's own machine: for trying things out. */
  allowLoopback: boolean;
  resolve: Resolve;
  /** Pauses before each further attempt; after the last of them a delivery has failed. */
  retryDelaysMs: readonly number[];
};

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];

/** Three days in all. */
export const RETRY_DELAYS_MS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
  24 * HOUR,
];

/** As the machine's own resolver has it. */
export const resolveBySystem: Resolve = async (host) => {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
};

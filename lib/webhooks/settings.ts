import { TIMEOUT } from "node:dns";
import { lookup, Resolver } from "node:dns/promises";
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

/** A name server that doesn't answer in that time, twice, is away: well before its caller gives up. */
const ANSWER_MS_MAX = 1_500;

/**
 * Asks name servers itself: the machine's own resolver works on threads that the whole process has few of, and one receiver's dead name
 * server would hold up everybody's names. Only what no name server knows is looked for on the machine, as is a name without a dot.
 * @param servers others than the machine's, and how long one may take.
 */
export function resolveByName({
  servers,
  timeoutMs = ANSWER_MS_MAX,
}: {
  servers?: string[];
  timeoutMs?: number;
} = {}): Resolve {
  const resolver = new Resolver({ timeout: timeoutMs, maxTimeout: timeoutMs, tries: 2 });
  if (servers) resolver.setServers(servers);
  return async (host) => {
    if (!host.includes(".") || host.endsWith(".localhost")) return resolveBySystem(host);
    const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const addresses = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
    if (addresses.length > 0) return addresses;
    const late = answers.find((answer) => answer.status === "rejected" && answer.reason?.code === TIMEOUT);
    if (late) throw new Error(`No name server answers for ${host}.`);
    return resolveBySystem(host);
  };
}

async function resolveBySystem(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}

import type { Logger } from "pino";
import { replaceFile } from "./anvil-files";
import { dumpChain, readHead, withoutMining } from "./dump-chain";

const INTERVAL_MS = 1_000;
/** Balances can change without a block, so now and then a snapshot is taken even so. */
const IDLE_INTERVAL_MS = 10_000;
/** Of the time at most a tenth goes into snapshots, however large the chain has grown. */
const REST_PER_WORK = 9;
/** After so many failures in a row the chain, which moves on and on, is made to stand still for a moment. */
const FAILURES_ENOUGH = 3;
/** So many failures in a row, and each such number again, are worth a warning. */
const FAILURES_UNUSUAL = 5;

/**
 * Keeps the file `state` about a second behind the chain, a few where blocks come without a pause. anvil could write it as well,
 * but it does so in place: killed in the middle, it would leave half a chain.
 */
export function keepSnapshots(options: { rpcUrl: string; file: string; log: Logger }) {
  const { rpcUrl, file, log } = options;
  let head = "";
  let takenAtMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let stopped = false;
  let failures = 0;

  async function take(): Promise<void> {
    const isNew = (await readHead(rpcUrl)) !== head;
    if (!isNew && Date.now() - takenAtMs < IDLE_INTERVAL_MS) return;
    const dump = await (failures < FAILURES_ENOUGH
      ? dumpChain(rpcUrl)
      : withoutMining(rpcUrl, () => dumpChain(rpcUrl)));
    await replaceFile(file, dump.state);
    head = dump.head;
    takenAtMs = Date.now();
  }

  async function round(): Promise<void> {
    const startedAtMs = Date.now();
    try {
      await take();
      failures = 0;
    } catch (error) {
      // One or two: blocks come quickly, or anvil is being restarted, and the next round is near.
      failures += 1;
      if (!stopped && failures % FAILURES_UNUSUAL === 0) {
        log.warn({ err: error, failures }, "the embedded chain can't be saved just now");
      }
    }
    const restMs = Math.max(INTERVAL_MS, (Date.now() - startedAtMs) * REST_PER_WORK);
    if (!stopped) schedule(restMs);
  }

  function schedule(delayMs: number): void {
    timer = setTimeout(() => {
      running = round();
    }, delayMs);
  }

  return {
    /** The first one, and from then on by itself. @throws when the first can't be written. */
    async start(): Promise<void> {
      await take();
      schedule(INTERVAL_MS);
    },
    /** Resolves when none is being written any more. */
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

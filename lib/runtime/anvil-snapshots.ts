import type { Logger } from "pino";
import { replaceFile } from "./anvil-files";
import { callAnvil, dumpState, withoutMining } from "./anvil-rpc";

const INTERVAL_MS = 1_000;
/** Balances can change without a block, so now and then a snapshot is taken even so. */
const IDLE_INTERVAL_MS = 10_000;
/** Of the time at most a tenth goes into snapshots, however large the chain has grown. */
const REST_PER_WORK = 9;
/** So often in a row a dump is tried again because the chain grew meanwhile. */
const DUMPS_MAX = 5;
/** So many failures in a row, and each such number again, are worth a warning. */
const FAILURES_UNUSUAL = 5;

/**
 * Keeps the file `state` at most a second behind the chain. anvil could write it as well, but it does so in place:
 * killed in the middle, it would leave half a chain.
 */
export function keepSnapshots(options: { rpcUrl: string; file: string; log: Logger }) {
  const { rpcUrl, file, log } = options;
  let head = "";
  let takenAtMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let stopped = false;
  let failures = 0;

  const readHead = () => callAnvil(rpcUrl, "eth_blockNumber");

  async function take(): Promise<void> {
    if ((await readHead()) === head && Date.now() - takenAtMs < IDLE_INTERVAL_MS) return;
    await withoutMining(rpcUrl, takeStanding);
  }

  /**
   * anvil reads the blocks before the state, and may end a block meanwhile: loaded again, such a dump has nonces used and tickets
   * minted by transactions that no block has. Only one during which the chain didn't grow is kept.
   */
  async function takeStanding(): Promise<void> {
    for (let dumps = 0; dumps < DUMPS_MAX; dumps++) {
      const newHead = await readHead();
      const state = await dumpState(rpcUrl);
      if ((await readHead()) !== newHead) continue;
      await replaceFile(file, state);
      head = newHead;
      takenAtMs = Date.now();
      return;
    }
    throw new Error(`The chain grew during each of ${DUMPS_MAX} dumps.`);
  }

  async function round(): Promise<void> {
    const startedAtMs = Date.now();
    try {
      await take();
      failures = 0;
    } catch (error) {
      // One or two: anvil is being restarted, and the next round is near.
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

import { createConfig } from "ponder";
import { getAddress } from "viem";
import { eventTicketsAbi } from "../../../lib/chain/abi/event-tickets";

/**
 * Ponder sends a node 20 requests a second at first, and learns in steps of ten seconds that it bears more, up to 500. A node of
 * one's own bears that at once: named so often, it gets it.
 */
const TIMES_NAMED = 500 / 20;

const rpcUrl = required("BENCH_RPC_URL");

/** One chain from `BENCH_START_BLOCK` to `BENCH_END_BLOCK`, into `BENCH_POSTGRES_URL` if given, else `BENCH_PGLITE_FOLDER`. */
export default createConfig({
  database: process.env.BENCH_POSTGRES_URL
    ? { kind: "postgres", connectionString: process.env.BENCH_POSTGRES_URL }
    : { kind: "pglite", directory: required("BENCH_PGLITE_FOLDER") },
  chains: {
    // What an earlier local chain of this number said isn't true of this one.
    local: { id: 31337, rpc: Array.from({ length: TIMES_NAMED }, () => rpcUrl), disableCache: true },
  },
  contracts: {
    EventTickets: {
      chain: "local",
      abi: eventTicketsAbi,
      address: required("BENCH_CONTRACTS")
        .split(",")
        .map((address) => getAddress(address)),
      startBlock: Number(required("BENCH_START_BLOCK")),
      endBlock: Number(required("BENCH_END_BLOCK")),
    },
  },
});

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

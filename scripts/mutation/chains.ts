import hre from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import { coinbaseOf } from "./mutant-contract";

type Connection = NetworkConnection<string>;
type Snapshot = { connection: Connection; id: unknown };

let mutant = 0;
const open = new Set<Connection>();

/** Makes every chain that is opened from now on run the mutant that was turned on last. */
export function watchChains(): void {
  hre.hooks.registerHandlers("network", {
    newConnection: async (context, next) => {
      const connection = await next(context);
      await setCoinbase(connection);
      open.add(connection);
      return connection;
    },
  });
}

/** Turns a mutant on, for chains that are opened from now on. */
export function turnOn(id: number): void {
  mutant = id;
}

/** What this opens, and what comes of it. */
export async function chainsOpenedBy<T>(
  work: () => Promise<T>,
): Promise<{ result: T; chains: Connection[] }> {
  const before = new Set(open);
  const result = await work();
  return { result, chains: [...open].filter((connection) => !before.has(connection)) };
}

/** Turns the mutant on in these chains, and remembers how they were. Reads see the coinbase of a block, so one is mined. */
export async function snapshot(chains: readonly Connection[]): Promise<Snapshot[]> {
  return Promise.all(
    chains.map(async (connection) => {
      const id = await connection.provider.request({ method: "evm_snapshot" });
      await setCoinbase(connection);
      await connection.provider.request({ method: "evm_mine" });
      return { connection, id };
    }),
  );
}

/** Puts chains back as they were, and closes those that were opened since. */
export async function restore(snapshots: readonly Snapshot[], kept: ReadonlySet<Connection>): Promise<void> {
  for (const { connection, id } of snapshots)
    await connection.provider.request({ method: "evm_revert", params: [id] });
  await closeChains([...open].filter((connection) => !kept.has(connection)));
}

export async function closeChains(chains: readonly Connection[]): Promise<void> {
  for (const connection of chains) {
    open.delete(connection);
    await connection.close();
  }
}

export const openChains = (): ReadonlySet<Connection> => new Set(open);

const setCoinbase = ({ provider }: Connection) =>
  provider.request({ method: "hardhat_setCoinbase", params: [coinbaseOf(mutant)] });

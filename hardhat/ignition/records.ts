import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { LOCAL_CHAIN_ID } from "../../lib/env";
import { deployedContracts } from "./deployed-contracts";
import { CREATION_ID, MODULE_ID } from "./deployment-module";

/** Where Ignition keeps what it did, a folder for each chain. */
export const recordsFolder = path.join(import.meta.dirname, "deployments");

const addressesSchema = z.record(z.string(), z.string());

const entrySchema = z.object({ futureId: z.string().optional(), type: z.string() });

/**
 * Whether an earlier run with this record at least meant to send the transaction: then Ignition must end what it began.
 * Not so when it was told since to forget it, with `ignition wipe`.
 */
export async function wasBegun(record: string): Promise<boolean> {
  const journal = await readFile(path.join(recordsFolder, record, "journal.jsonl"), "utf8").catch(() => "");
  const entries = journal.split("\n").flatMap((line) => (line ? [entrySchema.parse(JSON.parse(line))] : []));
  const last = entries.findLast(({ futureId }) => futureId === CREATION_ID);
  return last !== undefined && last.type !== "WIPE_APPLY";
}

/**
 * The ids of the public chains on which Ignition recorded these very contracts, in order.
 * @throws when a record has one of them at another address: then it isn't what the repository says.
 */
export async function chainsDeployedTo(): Promise<number[]> {
  const names = await readdir(recordsFolder).catch(() => []);
  const ids = names.flatMap((name) =>
    /^chain-\d+$/.test(name) ? [Number(name.slice("chain-".length))] : [],
  );
  const chains: number[] = [];
  for (const id of ids.filter((id) => id !== LOCAL_CHAIN_ID).sort((a, b) => a - b)) {
    const file = path.join(recordsFolder, `chain-${id}`, "deployed_addresses.json");
    const recorded = addressesSchema.parse(JSON.parse(await readFile(file, "utf8")));
    if (!recorded[`${MODULE_ID}#TicketFactory`]) continue;
    for (const { name, address } of deployedContracts) {
      const there = recorded[`${MODULE_ID}#${name}`];
      if (there !== address) throw new Error(`${file} has ${name} at ${there}, not at ${address}.`);
    }
    chains.push(id);
  }
  return chains;
}

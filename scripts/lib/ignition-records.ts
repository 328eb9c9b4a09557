import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { MODULE_ID } from "../../hardhat/ignition/deployment-module";
import { LOCAL_CHAIN_ID } from "../../lib/env";
import { repository } from "./repository";

const FOLDER = join(repository, "hardhat/ignition/deployments");
const addressesSchema = z.record(z.string(), z.string());

/**
 * The ids of the public chains on which Ignition recorded these very contracts, in order.
 * @throws when a record names one of them at another address: then it isn't what the repository says.
 */
export async function chainsDeployedTo(
  contracts: readonly { name: string; address: string }[],
): Promise<number[]> {
  const names = await readdir(FOLDER).catch(() => []);
  const ids = names.flatMap((name) =>
    /^chain-\d+$/.test(name) ? [Number(name.slice("chain-".length))] : [],
  );
  const chains: number[] = [];
  for (const id of ids.filter((id) => id !== LOCAL_CHAIN_ID).sort((a, b) => a - b)) {
    const file = join(FOLDER, `chain-${id}`, "deployed_addresses.json");
    const recorded = addressesSchema.parse(JSON.parse(await readFile(file, "utf8")));
    if (!recorded[`${MODULE_ID}#TicketFactory`]) continue;
    for (const { name, address } of contracts) {
      const there = recorded[`${MODULE_ID}#${name}`];
      if (there !== address) throw new Error(`${file} has ${name} at ${there}, not at ${address}.`);
    }
    chains.push(id);
  }
  return chains;
}

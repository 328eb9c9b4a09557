import { pathToFileURL } from "node:url";
import type { NetworkConnection } from "hardhat/types/network";
import { chainsOpenedBy } from "./chains";
import { type CollectedTest, collectTests } from "./collect-tests";

/** A test file that was loaded: its tests, and the chains that they share. */
export type Suite = { tests: CollectedTest[]; chains: NetworkConnection<string>[] };

let loads = 0;

/** Loads a test file anew, with the mutant that is turned on. */
export async function loadSuite(file: string): Promise<Suite> {
  const url = `${pathToFileURL(file).href}?load=${++loads}`;
  const { result: tests, chains } = await chainsOpenedBy(() => collectTests(() => import(url)));
  return { tests, chains };
}

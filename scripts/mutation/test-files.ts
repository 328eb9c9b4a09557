import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../lib/repository";

const FOLDER = join(repository, "hardhat/test");

/**
 * Tests that ask nothing of what a contract does: of deployments, which have a chain of their own, and of exact gas, that
 * every mutated contract uses more of.
 */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "deploy.ts",
  "deploy-command.ts",
  "gas.ts",
  "verification-input.ts",
]);

/** The names of the test files that mutants are tried against. */
export async function testFiles(): Promise<string[]> {
  const names = await readdir(FOLDER);
  return names.filter((name) => name.endsWith(".ts") && !LEFT_OUT.has(name)).sort();
}

/** Where a test file is. */
export const testFile = (name: string): string => join(FOLDER, name);

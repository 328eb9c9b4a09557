import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../lib/repository";
import type { ParsedFile } from "./site";
import { compileSolidity } from "./solidity-compiler";

/** The contracts that are mutated, with their syntax trees: all but what is there for tests. */
export async function readContracts(): Promise<ParsedFile[]> {
  const sources = new Map<string, string>();
  for await (const file of glob("contracts/**/*.sol", { cwd: repository })) {
    if (!file.startsWith("contracts/test/"))
      sources.set(file, await readFile(join(repository, file), "latin1"));
  }
  return parseContracts(new Map([...sources].sort()));
}

/** Sources with their syntax trees. */
export function parseContracts(sources: ReadonlyMap<string, string>): ParsedFile[] {
  const { sources: parsed, errors } = compileSolidity(sources, { outputSelection: { "*": { "": ["ast"] } } });
  const error = errors.find(({ severity }) => severity === "error");
  if (error) throw new Error(error.formattedMessage);
  return [...sources].map(([file, source]) => ({ file, source, tree: parsed[file]?.ast }));
}

import { createHash } from "node:crypto";
import { glob, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../lib/repository";
import { compilerSettings } from "./compiler-settings";
import type { Mutant } from "./mutant";
import type { ParsedFile } from "./site";
import { compileSolidity } from "./solidity-compiler";
import { writeMutants } from "./write-mutants";

const FOLDER = join(repository, "cache/mutation");
const STAMP = join(FOLDER, "artifacts.sha256");

/** Compiles the contracts with all mutants in them, and what tests need beside. Done once for the same sources, whose hash it returns. */
export async function buildMutants(
  files: readonly ParsedFile[],
  mutants: readonly Mutant[],
): Promise<string> {
  const sources = new Map([...writeMutants(files, mutants), ...(await readMocks())]);
  const hash = createHash("sha256")
    .update(JSON.stringify([...sources]))
    .digest("hex");
  if ((await readFile(STAMP, "utf8").catch(() => null)) === hash) return hash;
  const { contracts, errors } = compileSolidity(sources, {
    ...compilerSettings,
    outputSelection: { "*": { "*": ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"] } },
  });
  const error = errors.find(({ severity }) => severity === "error");
  if (error) throw new Error(error.formattedMessage);
  for (const [sourceName, byName] of Object.entries(contracts)) {
    if (!sourceName.startsWith("contracts/")) continue;
    const folder = join(FOLDER, "artifacts", sourceName);
    await mkdir(folder, { recursive: true });
    for (const [contractName, { abi, evm }] of Object.entries(byName)) {
      const artifact = {
        _format: "hh3-artifact-1",
        contractName,
        sourceName,
        abi,
        bytecode: `0x${evm.bytecode.object}`,
        deployedBytecode: `0x${evm.deployedBytecode.object}`,
        linkReferences: {},
        deployedLinkReferences: {},
      };
      await writeFile(join(folder, `${contractName}.json`), JSON.stringify(artifact));
    }
  }
  await writeFile(STAMP, hash);
  return hash;
}

async function readMocks(): Promise<Map<string, string>> {
  const mocks = new Map<string, string>();
  for await (const file of glob("contracts/test/mocks/*.sol", { cwd: repository }))
    mocks.set(file, await readFile(join(repository, file), "latin1"));
  return mocks;
}

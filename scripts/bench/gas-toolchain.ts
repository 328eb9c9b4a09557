import { readFile } from "node:fs/promises";
import path from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { z } from "zod";
import { repository } from "../lib/repository";

const compilerSchema = z.object({
  version: z.string(),
  settings: z.object({ viaIR: z.boolean(), optimizer: z.object({ runs: z.number() }) }),
});
const networkSchema = z.object({ hardfork: z.string() });
const packageSchema = z.object({ version: z.string() });

/** What the contracts were compiled with and from, and by which rules of Ethereum gas was counted. */
export type Toolchain = {
  compiler: string;
  hardfork: string;
  openzeppelin: string;
  erc721a: string;
  solady: string;
};

export async function readToolchain(hre: HardhatRuntimeEnvironment): Promise<Toolchain> {
  const { version, settings } = compilerSchema.parse(hre.config.solidity.profiles.default?.compilers[0]);
  return {
    compiler: `solc ${version}, ${settings.viaIR ? "via IR, " : ""}${settings.optimizer.runs.toLocaleString("en")} runs`,
    hardfork: networkSchema.parse(hre.config.networks.default).hardfork,
    openzeppelin: await versionOf("@openzeppelin/contracts"),
    erc721a: await versionOf("erc721a"),
    solady: await versionOf("solady"),
  };
}

async function versionOf(name: string): Promise<string> {
  const text = await readFile(path.join(repository, "node_modules", name, "package.json"), "utf8");
  return packageSchema.parse(JSON.parse(text)).version;
}

import { readFileSync } from "node:fs";
import path from "node:path";
import { configVariable } from "hardhat/config";
import type { HttpNetworkUserConfig } from "hardhat/types/config";
import { z } from "zod";
import { LOCAL_CHAIN_ID } from "../lib/env";
import { anvilFiles } from "../lib/runtime/anvil-files";

const repository = path.resolve(import.meta.dirname, "..");
const processSchema = z.object({ port: z.int() });

/** Where the app's own chain listens: it writes its port beside its data. Without it, where a bare `anvil` does. */
function embeddedUrl(): string {
  const { process: file } = anvilFiles(path.resolve(repository, process.env.DATA_DIR || ".data"));
  try {
    const { port } = processSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    return `http://127.0.0.1:${port}`;
  } catch {
    return "http://127.0.0.1:8545";
  }
}

const embedded: HttpNetworkUserConfig = {
  type: "http",
  chainType: "l1",
  chainId: LOCAL_CHAIN_ID,
  url: embeddedUrl(),
  // Published, worthless, and not the app's first or last: whose nonces the pipeline and the boot hand out.
  accounts: {
    mnemonic: "test test test test test test test test test test test junk",
    initialIndex: 8,
    count: 1,
  },
};

/** Keys and URLs are asked for when the network is used, from the environment or Hardhat's keystore. */
const publicChain = (chainId: number, chainType: "l1" | "op", prefix: string): HttpNetworkUserConfig => ({
  type: "http",
  chainType,
  chainId,
  url: configVariable(`${prefix}_RPC_URL`),
  accounts: [configVariable("DEPLOYER_PRIVATE_KEY")],
});

/** Chains to deploy to; docs/deployments.md tells why these. */
export const networks = {
  embedded,
  sepolia: publicChain(11_155_111, "l1", "SEPOLIA"),
  mainnet: publicChain(1, "l1", "MAINNET"),
  baseSepolia: publicChain(84_532, "op", "BASE_SEPOLIA"),
  base: publicChain(8_453, "op", "BASE"),
};

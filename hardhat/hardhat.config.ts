import { createRequire } from "node:module";
import hardhatToolboxViem from "@nomicfoundation/hardhat-toolbox-viem";
import { defineConfig } from "hardhat/config";

const require = createRequire(import.meta.url);

/**
 * Contract addresses follow from the bytecode (CREATE2), so the compiler is pinned, comes from npm instead of a
 * download, and no metadata hash is appended: a changed comment must not move a contract.
 */
const compiler = {
  version: "0.8.37",
  path: require.resolve("solc/soljson.js"),
  settings: {
    evmVersion: "cancun",
    viaIR: true,
    optimizer: { enabled: true, runs: 600 },
    metadata: { bytecodeHash: "none", appendCBOR: false },
  },
} as const;

export default defineConfig({
  plugins: [hardhatToolboxViem],
  paths: {
    sources: "contracts",
    tests: { solidity: "contracts/test", nodejs: "hardhat/test" },
    artifacts: "artifacts",
    cache: "cache",
  },
  solidity: { profiles: { default: compiler, production: compiler } },
  test: {
    solidity: {
      fuzz: { runs: Number(process.env.FUZZ_RUNS ?? 256), failurePersistDir: "cache/fuzz" },
    },
  },
  networks: {
    default: { type: "edr-simulated", chainType: "l1" },
  },
});

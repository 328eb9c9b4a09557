import { createRequire } from "node:module";
import hardhatToolboxViem from "@nomicfoundation/hardhat-toolbox-viem";
import { configVariable, defineConfig } from "hardhat/config";
import { networks } from "./networks";
import { solidityTests } from "./solidity-tests";

const require = createRequire(import.meta.url);

/**
 * Contract addresses follow from the bytecode (CREATE2), so the compiler is pinned, comes from npm instead of a
 * download, and no metadata hash is appended: a changed comment must not move a contract. The compiler's version is,
 * without which `hardhat verify` takes the code for another compiler's (docs/adr/0008).
 */
const compiler = {
  version: "0.8.37",
  path: require.resolve("solc/soljson.js"),
  settings: {
    // First, as Hardhat would put it in the production profile: the same settings in another order compile twice.
    optimizer: { enabled: true, runs: 600 },
    evmVersion: "cancun",
    viaIR: true,
    metadata: { bytecodeHash: "none" },
  },
} as const;

/** What deployments compile with: the very same, so that nothing is compiled twice and there is one set of bytes. */
const production = { ...compiler, isolated: false, toolVersionsInBuildInfo: false };

export default defineConfig({
  plugins: [hardhatToolboxViem],
  paths: {
    sources: "contracts",
    tests: { solidity: "contracts/test", nodejs: "hardhat/test" },
    ignition: "hardhat/ignition",
    artifacts: "artifacts",
    cache: "cache",
  },
  solidity: { profiles: { default: compiler, production } },
  test: { solidity: solidityTests },
  verify: { etherscan: { apiKey: configVariable("ETHERSCAN_API_KEY") } },
  networks: {
    default: { type: "edr-simulated", chainType: "l1" },
    ...networks,
  },
});

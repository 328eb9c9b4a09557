import { defineConfig } from "hardhat/config";
import base from "./hardhat.config";

/**
 * For mutation tests, which compile by themselves: a chain that takes the mutated contracts, as large as they are, and
 * their artifacts. A loop without an end stops at the block's gas.
 */
export default defineConfig({
  ...base,
  paths: { ...base.paths, artifacts: "cache/mutation/artifacts", cache: "cache/mutation/hardhat" },
  networks: {
    default: {
      type: "edr-simulated",
      chainType: "l1",
      allowUnlimitedContractSize: true,
      transactionGasCap: false,
      blockGasLimit: 60_000_000,
    },
  },
});

import { defineConfig } from "hardhat/config";
import base from "./hardhat.config";

/**
 * For the gas benchmark: the base configuration, and beside our contracts those that they are compared with. It has folders
 * of its own, so that the others never appear among our artifacts.
 */
export default defineConfig({
  ...base,
  paths: {
    ...base.paths,
    sources: ["contracts", "hardhat/bench/contracts"],
    artifacts: "cache/gas/artifacts",
    cache: "cache/gas/cache",
  },
});

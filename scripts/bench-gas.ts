/**
 * `npm run bench:gas`: what our contracts use beside plain ones on OpenZeppelin, ERC721A and Solady, on Hardhat's in-memory
 * chain. Prints a table and writes docs/benchmarks/gas.md and gas.json. A missed target is told, and is no failure.
 */
import { join } from "node:path";
import { gasPage, gasTable } from "./bench/gas-page";
import { gasResults } from "./bench/gas-results";
import { readToolchain } from "./bench/gas-toolchain";
import { createReport, isReached, writeReport } from "./bench/report";
import { repository } from "./lib/repository";
import { runCommand } from "./lib/run-command";

const CONFIG = "hardhat/gas.config.ts";

// By its command line, which keeps what it prints to itself: the libraries cause hundreds of lines of warnings.
const build = await runCommand(["hardhat", "--config", CONFIG, "build", "--quiet"], { quiet: true });
if (!build.ok) {
  console.error(build.output);
  process.exit(1);
}

// Hardhat takes the configuration's place from the environment when it isn't run through its command line.
process.env.HARDHAT_CONFIG = join(repository, CONFIG);
const { default: hre } = await import("hardhat");
const { measureOurs } = await import("../hardhat/bench/measure-ours");
const { measureComparators } = await import("../hardhat/bench/comparators");

const results = gasResults(await measureOurs(), await measureComparators());
const report = await createReport(results);
await writeReport("gas", report, gasPage(report, await readToolchain(hre)));

console.log(gasTable(results));
const missed = results.filter((result) => !isReached(result)).map(({ key }) => key);
console.log(missed.length === 0 ? "\nEvery target is reached." : `\nTargets missed: ${missed.join(", ")}.`);

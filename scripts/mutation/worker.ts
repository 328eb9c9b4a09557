/**
 * Runs the contracts' tests against mutants, one at a time, for as long as it is asked to: so Hardhat starts once, and a
 * mutant costs what its tests do. Started by `startWorker`.
 */
import { registerHooks } from "node:module";
import { watchChains } from "./chains";
import { type Reply, requestSchema } from "./messages";
import { survey } from "./survey";
import { tryMutant } from "./try-mutant";

const RESIDENT_BYTES_MAX = 5_000_000_000;
const COLLECTOR = new URL("./collect-tests.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "node:test" && context.parentURL?.includes("/hardhat/test/")
      ? next(COLLECTOR, context)
      : next(specifier, context),
});
watchChains();
// A mutant can break what a test has stopped waiting for.
process.on("unhandledRejection", () => {});
process.on("disconnect", () => process.exit());
// The chain records each step of a call that ends for lack of gas: a loop without an end can take all memory there is.
setInterval(() => process.memoryUsage.rss() > RESIDENT_BYTES_MAX && process.exit(1), 100).unref();

process.on("message", async (message) => {
  const request = requestSchema.parse(message);
  const reply: Reply =
    request.ask === "survey"
      ? { answer: "survey", ...(await survey(request.files)) }
      : { answer: "verdict", ...(await tryMutant(request)) };
  process.send?.(reply);
});

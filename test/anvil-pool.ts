import { Instance, Server } from "prool";
import type { TestProject } from "vitest/node";
import { anvilBinary } from "@/lib/runtime/anvil-binary";

declare module "vitest" {
  export interface ProvidedContext {
    /** Add `/<worker>` for that worker's own anvil. */
    anvilPoolUrl: string;
  }
}

/**
 * So many blocks' states are kept, in memory: more than any test goes back. What anvil keeps on the disk beyond its memory it may
 * find empty when a long chain is shortened.
 */
const STATES_KEPT = 256;

/** Serves one anvil per test worker, started when it is first asked for. */
export default async function anvilPool(project: TestProject): Promise<() => Promise<void>> {
  const server = Server.create({
    instance: Instance.anvil({ binary: anvilBinary(), slotsInAnEpoch: 1, pruneHistory: STATES_KEPT }),
    host: "127.0.0.1",
    port: 0,
  });
  const stop = await server.start();
  const address = server.address();
  if (!address) throw new Error("The anvil pool has no address.");
  project.provide("anvilPoolUrl", `http://127.0.0.1:${address.port}`);
  return stop;
}

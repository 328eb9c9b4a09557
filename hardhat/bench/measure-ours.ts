import { createWorld } from "../support/world";
import { createMeter } from "./meter";
import { ourSubject } from "./ours";
import { measureSale } from "./sale";
import type { Measurement } from "./subject";
import { measureWork } from "./workloads";

/** Measures everything on our own contracts, on a chain of its own. The same contracts always use the same gas. */
export async function measureOurs(): Promise<Measurement[]> {
  const world = await createWorld();
  const meter = createMeter(world.client);
  return [
    ...(await measureWork(ourSubject(world), world.alice, meter)),
    ...(await measureSale(world, meter)),
  ];
}

/** A test of one of the contracts' test files. */
export type CollectedTest = { name: string; run: () => unknown };

const groups: string[] = [];
let collected: CollectedTest[] = [];

/** Stands in for `describe` of node:test, whose tests can't be run one by one. */
export function describe(name: string, body: () => void): void {
  groups.push(name);
  body();
  groups.pop();
}

/** Stands in for `it` of node:test. */
export function it(name: string, run: () => unknown): void {
  collected.push({ name: [...groups, name].join(" > "), run });
}

/** The tests that a file has while it is loaded, which runs none of them. */
export async function collectTests(load: () => Promise<unknown>): Promise<CollectedTest[]> {
  collected = [];
  await load();
  return collected;
}

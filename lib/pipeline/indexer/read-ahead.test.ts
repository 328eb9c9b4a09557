import { expect, it } from "vitest";
import { readAhead } from "./read-ahead";

async function* source(made: number[], count: number, failsAt = -1) {
  for (let i = 0; i < count; i++) {
    if (i === failsAt) throw new Error(`item ${i} can't be read`);
    made.push(i);
    yield i;
  }
}

const aMoment = () => new Promise((resolve) => setImmediate(resolve));

it("makes the next item while its predecessor is worked on, and no more", async () => {
  const made: number[] = [];
  const seen: number[][] = [];
  for await (const item of readAhead(source(made, 4))) {
    await aMoment();
    seen.push([item, made.length]);
  }
  expect(seen).toEqual([
    [0, 2],
    [1, 3],
    [2, 4],
    [3, 4],
  ]);
});

it("gives the items before one that fails, and then its error", async () => {
  const seen: number[] = [];
  const reading = (async () => {
    for await (const item of readAhead(source([], 4, 2))) {
      await aMoment();
      seen.push(item);
    }
  })();
  await expect(reading).rejects.toThrow("item 2 can't be read");
  expect(seen).toEqual([0, 1]);
});

it("ends its source when nobody wants more", async () => {
  let isClosed = false;
  async function* endless() {
    try {
      for (;;) yield 1;
    } finally {
      isClosed = true;
    }
  }
  for await (const _ of readAhead(endless())) break;
  expect(isClosed).toBe(true);
});

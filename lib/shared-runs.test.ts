import { describe, expect, test, vi } from "vitest";
import { sharedRuns } from "./shared-runs";

const HANGING = new Promise<number>(() => {});

/** A store that is read by runs, each of which takes a turn of the event loop. */
function aStore() {
  const store = { value: 1, reads: 0 };
  const read = async () => {
    store.reads += 1;
    const { value } = store;
    await new Promise(setImmediate);
    return value;
  };
  return { store, read };
}

describe("sharedRuns", () => {
  test("a hundred who ask at once share two runs, and others' keys have their own", async () => {
    const { store, read } = aStore();
    const runs = sharedRuns<number>();
    const asked = Array.from({ length: 100 }, () => runs("a", read));
    expect(await Promise.all([...asked, runs("b", read)])).toEqual(Array(101).fill(1));
    expect(store.reads).toBe(3);
  });

  test("nobody gets what was read before they asked", async () => {
    const { store, read } = aStore();
    const runs = sharedRuns<number>();
    const before = runs("a", read);
    store.value = 2;
    const after = [runs("a", read), runs("a", read)];
    expect(await before).toBe(1);
    expect(await Promise.all(after)).toEqual([2, 2]);
    expect(store.reads).toBe(2);
  });

  test("who asks later begins a run of their own", async () => {
    const { store, read } = aStore();
    const runs = sharedRuns<number>();
    for (const value of [1, 2, 3]) {
      store.value = value;
      expect(await runs("a", read)).toBe(value);
    }
  });

  test("a run that fails is its own askers' alone", async () => {
    const { read } = aStore();
    const runs = sharedRuns<number>();
    const failing = runs("a", () => Promise.reject(new Error("lost")));
    const next = runs("a", () => {
      throw new Error("not even begun");
    });
    await expect(failing).rejects.toThrow("lost");
    await expect(next).rejects.toThrow("not even begun");
    expect(await runs("a", read)).toBe(1);
  });

  test("a run that hangs holds up nobody for long", async () => {
    const { read } = aStore();
    const runs = sharedRuns<number>();
    void runs("a", () => HANGING);
    expect(await runs("a", read)).toBe(1);
    const again = vi.fn(read);
    expect(await runs("a", again)).toBe(1);
    expect(again).toHaveBeenCalledOnce();
  });
});

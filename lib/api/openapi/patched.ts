import { z } from "zod";

const plain = z.record(z.string(), z.unknown());

/** The value with these parts in place of its own: objects field by field, lists item by item; `undefined` takes away. */
export function patched(value: unknown, patch: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(patch)) {
    return patch.map((item, index) => patched(value[index] ?? value[0], item));
  }
  const [into, from] = [plain.safeParse(value).data, plain.safeParse(patch).data];
  if (!into || !from) return patch;
  const parts = Object.entries(from).map(([name, part]) => [name, patched(into[name], part)]);
  const all = Object.entries({ ...into, ...Object.fromEntries(parts) });
  return Object.fromEntries(all.filter(([, part]) => part !== undefined));
}

import type { FieldError } from "@/lib/errors";

const NUL = "\u0000";

/**
 * The strings that Postgres can't keep: its text has no NUL. Found here for all routes, since no schema thinks of it.
 * Walks with a stack of its own, so that a body nested a million deep can't overflow ours.
 */
export function unstorableStrings(value: unknown): FieldError[] {
  const found: FieldError[] = [];
  const open: { path: string; value: unknown }[] = [{ path: "", value }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.value === "string") {
      if (next.value.includes(NUL))
        found.push({ path: next.path, message: "must not contain a NUL character" });
    } else if (typeof next.value === "object" && next.value !== null) {
      const prefix = next.path === "" ? "" : `${next.path}.`;
      for (const [key, child] of Object.entries(next.value)) open.push({ path: prefix + key, value: child });
    }
  }
  return found.reverse();
}

import { expect, test } from "vitest";
import { foldStatus, type Statement } from "./fold-status";

const say = (name: Statement["name"], minute: number, isOurs = false): Statement => ({
  name,
  at: new Date(Date.UTC(2026, 0, 1, 0, minute)),
  reason: name === "invalidated" ? "fraud" : null,
  isOurs,
});

test("the first of several check-ins counts, ours before others'", () => {
  const [first, second, ours] = [say("checked_in", 1), say("checked_in", 2), say("checked_in", 3, true)];
  expect(foldStatus([first, second]).checkIn).toBe(first);
  expect(foldStatus([first, second, ours, say("checked_in", 4, true)]).checkIn).toBe(ours);
});

test("an undo ends the check-ins before it", () => {
  const again = say("checked_in", 3);
  expect(foldStatus([say("checked_in", 1), say("check_in_undone", 2)]).checkIn).toBeNull();
  expect(foldStatus([say("checked_in", 1, true), say("check_in_undone", 2), again]).checkIn).toBe(again);
});

test("an invalidation stays, whatever comes after it", () => {
  const invalidated = say("invalidated", 1);
  const standing = foldStatus([invalidated, say("checked_in", 2), say("check_in_undone", 3)]);
  expect(standing).toEqual({ checkIn: null, invalidation: invalidated });
});

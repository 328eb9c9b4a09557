import { expect, test } from "vitest";
import { roundedAmount } from "@/lib/rounded-amount";
import { secondsInWords } from "./seconds-in-words";

test.each([
  ["9999.876543210987654321", "9999.8765"],
  ["1.50000", "1.5"],
  ["3", "3"],
  ["0", "0"],
  ["0.0", "0"],
  ["0.00000000000000005", "less than 0.0001"],
  ["0.00019", "0.0001"],
])("%s is shown as %s, rounded down", (amount, shown) => {
  expect(roundedAmount(amount)).toBe(shown);
});

test.each([
  [0, "0 s"],
  [59, "59 s"],
  [60, "1 min"],
  [3_599, "59 min"],
  [7_380, "2 h 3 min"],
])("%d seconds are %s", (seconds, words) => {
  expect(secondsInWords(seconds)).toBe(words);
});

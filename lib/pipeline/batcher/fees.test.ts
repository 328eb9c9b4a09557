import { expect, test } from "vitest";
import { raisedFees } from "./fees";

const policy = { maxFeePerGasCap: 1_000n, replaceAfterSeconds: 60 };
const low = { maxFeePerGas: 100n, maxPriorityFeePerGas: 10n };

test("a replacement offers at least an eighth more of both fees", () => {
  expect(raisedFees(low, low, policy)).toEqual({ maxFeePerGas: 113n, maxPriorityFeePerGas: 12n });
});

test("a replacement offers what the chain asks, when that is more", () => {
  const current = { maxFeePerGas: 500n, maxPriorityFeePerGas: 50n };
  expect(raisedFees(low, current, policy)).toEqual(current);
});

test("no replacement goes above the cap", () => {
  expect(raisedFees({ ...low, maxFeePerGas: 900n }, low, policy)).toBeNull();
  expect(raisedFees({ ...low, maxFeePerGas: 888n }, low, policy)).toMatchObject({ maxFeePerGas: 1_000n });
});

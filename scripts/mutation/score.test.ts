import { expect, test } from "vitest";
import { openFiles } from "./open-files";
import type { Outcome } from "./results-file";
import { scoreMutants, totalsOf, wrongEquivalents } from "./score";

const mutant = (key: string) => ({
  key,
  file: "contracts/A.sol",
  line: 1,
  inFunction: "run",
  original: "a < b",
  mutated: key,
});
const outcome = (key: string, outcome: Outcome["outcome"], tests = ["1"]): [string, Outcome] => [
  key,
  { key, outcome, contracts: "", tests },
];
const equivalent = (mutated: string) => ({
  file: "contracts/A.sol",
  function: "run",
  original: "a < b",
  mutated,
  reason: "a is never b, which the constructor sees to",
});

const mutants = ["a <= b", "a >= b", "true", "false"].map(mutant);

test("the score counts what can be told from the original, the raw one everything", () => {
  const outcomes = new Map([
    outcome("a <= b", "survived"),
    outcome("a >= b", "killed"),
    outcome("true", "timedOut"),
    outcome("false", "survived"),
  ]);
  expect(totalsOf(scoreMutants(mutants, outcomes, [equivalent("a <= b")]))).toEqual({
    mutants: 4,
    killed: 2,
    timedOut: 1,
    equivalent: 1,
    survived: 1,
    score: 2 / 3,
    raw: 1 / 2,
  });
});

test("a mutant that is killed, or isn't there, is no equivalent one", () => {
  const outcomes = new Map([outcome("a <= b", "survived"), outcome("true", "killed")]);
  const listed = [equivalent("a <= b"), equivalent("true"), equivalent("a != b")];
  const scored = scoreMutants(mutants, outcomes, listed);
  expect(wrongEquivalents(scored, listed)).toEqual([equivalent("true"), equivalent("a != b")]);
});

test("a killed mutant is tried again when its killer changes, a survivor against what is new", () => {
  const hashes = new Map([
    ["one.ts", "1"],
    ["two.ts", "2"],
  ]);
  const [, killed] = outcome("", "killed", ["1"]);
  const [, survived] = outcome("", "survived", ["1"]);
  expect(openFiles(undefined, hashes)).toEqual(["one.ts", "two.ts"]);
  expect(openFiles(killed, hashes)).toEqual([]);
  expect(openFiles({ ...killed, tests: ["0"] }, hashes)).toEqual(["one.ts", "two.ts"]);
  expect(openFiles(survived, hashes)).toEqual(["two.ts"]);
  expect(openFiles({ ...survived, tests: ["1", "2"] }, hashes)).toEqual([]);
});

import { expect, test } from "vitest";
import { describeMutant } from "./describe-mutant";
import { findMutants } from "./find-mutants";
import { parseContracts } from "./read-contracts";

/** What the statements of a function are mutated to. */
function mutantsOf(body: string, members = ""): string[] {
  const source = `// × SPDX-License-Identifier: MIT
    pragma solidity 0.8.37;
    contract Tiny {
      enum Kind { One, Two, Three }
      uint256 private _stored;
      event Said(uint256 a);
      error Wrong();
      modifier guarded() { require(msg.sender == address(this)); _; }
      ${members}
      function run(uint256 a, uint256 b, bool c, Kind kind) external returns (uint256 result) { ${body} }
    }`;
  const bytes = Buffer.from(source).toString("latin1");
  const files = parseContracts(new Map([["contracts/Tiny.sol", bytes]]));
  return findMutants(files)
    .map((mutant) => describeMutant(mutant, files))
    .filter(({ inFunction }) => inFunction !== "guarded")
    .map(({ mutated }) => mutated);
}

const cases: Record<string, [body: string, mutants: string[]]> = {
  "a comparison": ["if (a < b) a;", ["true", "false", "a <= b", "a >= b"]],
  "an equality": ["if (a == b) a;", ["true", "false", "a != b"]],
  "a conjunction": [
    "if (c && a > b) a;",
    ["true", "false", "c || a > b", "true && a > b", "c && true", "c && a >= b", "c && a <= b"],
  ],
  "a negation": ["if (!c) a;", ["true", "false", "c"]],
  "a requirement": [
    "require(a != b, Wrong());",
    ["require(true, Wrong());", "require(false, Wrong());", "require(a == b, Wrong());"],
  ],
  arithmetic: ["result = a + b;", ["", "result = a - b;", "result = a * b;"]],
  shifts: ["result = a << b;", ["", "result = a >> b;"]],
  bits: ["result = a & ~b;", ["", "result = a | ~b;", "result = a & b;"]],
  "an assignment": ["_stored += a;", ["", "_stored -= a;", "_stored = a;"]],
  numbers: ["result = 7;", ["", "result = 8;", "result = 6;", "result = 0;"]],
  "a deletion": ["delete _stored;", [""]],
  "a step": ["a++;", ["", "a--;"]],
  "an event": ["emit Said(a);", [""]],
  "a refusal": ["if (c) revert Wrong();", ["true", "false"]],
  "a return": ["return a - b;", ["", "return a + b;"]],
  "a choice": ["return c ? a : b;", ["", "return true ? a : b;", "return false ? a : b;"]],
  "a value of an enum": [
    "if (kind == Kind.Three) a;",
    ["true", "false", "kind != Kind.Three", "kind == Kind.One"],
  ],
  "a declaration": ["uint256 d = a * b;", ["uint256 d = a / b;", "uint256 d = a + b;"]],
  "a loop": [
    "for (uint256 i = 1; i < b; ++i) {}",
    ["2", "0", "i", "--i", "true", "false", "i <= b", "i >= b"],
  ],
  "a Yul assignment": [
    "assembly { result := shr(2, add(a, b)) }",
    [
      "",
      "result := shl(2, add(a, b))",
      "result := shr(3, add(a, b))",
      "result := shr(1, add(a, b))",
      "result := shr(0, add(a, b))",
      "result := shr(2, sub(a, b))",
    ],
  ],
  "a Yul condition": [
    "assembly { if lt(a, b) { sstore(0, a) } }",
    ["if 1", "if 0", "if gt(a, b)", "if iszero(gt(a, b))", "if iszero(lt(a, b))", "", "sstore(1, a)"],
  ],
  "a Yul loop": ["assembly { for {} 1 {} { break } }", ["0"]],
};

for (const [name, [body, mutants]] of Object.entries(cases)) {
  test(`mutates ${name}`, () => {
    expect(mutantsOf(body).filter((mutated) => mutated !== "a;")).toEqual(mutants);
  });
}

test("leaves out a modifier where it is used", () => {
  expect(mutantsOf("", "function guard() external guarded {}")).toEqual([""]);
});

test("mutates a constant wherever it is used", () => {
  expect(mutantsOf("assembly { result := TWO }", "uint256 private constant TWO = 2;")).toEqual([
    "uint256 private constant TWO = 3",
    "uint256 private constant TWO = 1",
    "uint256 private constant TWO = 0",
    "result := 0",
  ]);
});

test("takes what doesn't compile for no mutant", () => {
  const members = "function name(bytes16 a) public pure returns (bytes16) { return a; }";
  expect(mutantsOf("name(bytes16(0));", members)).not.toContain("name(bytes16(1));");
});

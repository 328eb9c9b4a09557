import type { Range } from "./syntax-tree";

/** One mutation: the text that takes a range's place in the source. */
export type Change = Range & { text: string };

/**
 * A part of the source that is written out once for each of its mutants, and how:
 * - `statement`, `declaration`: an `if` chooses among whole statements
 * - `expression`: a conditional expression
 * - `modifier`: the modifier is told to do nothing
 * - `constant`: a function returns the value
 * - `yul-*`: a `switch` in an assembly block
 */
export type Site = Range & {
  kind:
    | "statement"
    | "declaration"
    | "expression"
    | "modifier"
    | "constant"
    | "yul-statement"
    | "yul-let"
    | "yul-if"
    | "yul-loop";
  changes: Change[];
  /** What a declaration declares, each for itself, and what stands left of `=` then. */
  declares?: { variables: string; target: string };
};

/** A contract's file: its source, with a character for each byte, and its syntax tree. */
export type ParsedFile = { file: string; source: string; tree: unknown };

/** A mutant, before it is known whether it compiles. */
export type Candidate = { file: string; inFunction: string; site: Site; change: Change };

import type { Mutant } from "./mutant";

/** A constant of the contracts: how it is named, and its mutants among those that are being written. */
export type Constant = { name: string; mutants: readonly Mutant[] };

/** Constants by their ids in the syntax trees. */
export type Constants = ReadonlyMap<unknown, Constant>;

import type { Candidate } from "./site";

/** A mutant with its number, by which the chain's coinbase turns it on. */
export type Mutant = Candidate & { id: number };

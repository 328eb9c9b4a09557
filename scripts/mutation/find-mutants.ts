import { enumSiblings } from "./enum-siblings";
import { findCandidates } from "./find-candidates";
import type { Mutant } from "./mutant";
import type { Candidate, ParsedFile } from "./site";
import { compileSolidity } from "./solidity-compiler";
import { writeMutants } from "./write-mutants";

/** Every mutant of the contracts that compiles, numbered from 1 on; those of one place follow one another. */
export function findMutants(files: readonly ParsedFile[]): Mutant[] {
  const siblingOf = enumSiblings(files.map(({ tree }) => tree));
  let candidates = files.flatMap((file) => findCandidates(file, siblingOf));
  for (;;) {
    const mutants = candidates.map((candidate, index) => ({ ...candidate, id: index + 1 }));
    const broken = brokenIn(files, mutants);
    if (broken.size === 0) return mutants;
    candidates = mutants
      .filter(({ id }) => !broken.has(id))
      .map(({ id: _, ...candidate }): Candidate => candidate);
  }
}

/** The numbers of mutants that the compiler has something against. */
function brokenIn(files: readonly ParsedFile[], mutants: readonly Mutant[]): Set<number> {
  const sources = writeMutants(files, mutants);
  const { errors } = compileSolidity(sources, { outputSelection: { "*": { "": ["ast"] } } });
  const broken = new Set<number>();
  for (const { severity, sourceLocation, formattedMessage } of errors) {
    if (severity !== "error") continue;
    const before = sources.get(sourceLocation?.file ?? "")?.slice(0, sourceLocation?.start);
    const number = before?.slice(before.lastIndexOf("/*mutant ")).match(/^\/\*mutant (\d+)\*\//)?.[1];
    if (number === undefined) throw new Error(`The mutated contracts don't compile:\n${formattedMessage}`);
    broken.add(Number(number));
  }
  return broken;
}

import type { Mutant } from "./mutant";
import { mutatedText } from "./mutated-text";
import type { ParsedFile } from "./site";

/** A mutant as a reader knows it: where it is, and what the statement was and is. */
export type Description = {
  file: string;
  line: number;
  inFunction: string;
  original: string;
  mutated: string;
  /** The same in every run with the same sources, and no other mutant's. */
  key: string;
};

export function describeMutant(
  { file, inFunction, site, change }: Mutant,
  files: readonly ParsedFile[],
): Description {
  const source = files.find((parsed) => parsed.file === file)?.source ?? "";
  return {
    file,
    line: source.slice(0, change.start).split("\n").length,
    inFunction,
    original: onOneLine(source.slice(site.start, site.end)),
    mutated: onOneLine(mutatedText(source, site, change)),
    key: `${file}:${change.start}-${change.end}:${change.text}`,
  };
}

const onOneLine = (code: string) =>
  code
    .replace(/\/\/.*$/gm, "")
    .replace(/\s+/g, " ")
    .trim();

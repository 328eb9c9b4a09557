import { posix } from "node:path";
import type { Constant, Constants } from "./constant";
import { applyEdits, type Edit } from "./edits";
import { frameEdits } from "./frame-edits";
import { isConstant } from "./is-constant";
import type { Mutant } from "./mutant";
import { mutantContract } from "./mutant-contract";
import type { ParsedFile, Site } from "./site";
import { siteEdit } from "./site-edit";
import { nodesIn, rangeOf, textOf } from "./syntax-tree";

const MUTANT_FILE = "contracts/Mutant.sol";

/** The contracts with these mutants in them, all switched off: sources by their path. */
export function writeMutants(files: readonly ParsedFile[], mutants: readonly Mutant[]): Map<string, string> {
  const constants = constantsIn(files, mutants);
  const sources = files.map((file): [string, string] => {
    const edits = [
      ...siteEdits(
        file,
        mutants.filter((mutant) => mutant.file === file.file),
      ),
      ...frameEdits(file, constants),
    ];
    return [file.file, withImport(file.file, applyEdits(file.source, edits))];
  });
  return new Map([...sources, [MUTANT_FILE, mutantContract]]);
}

function siteEdits({ source }: ParsedFile, mutants: readonly Mutant[]): Edit[] {
  const bySite = new Map<Site, Mutant[]>();
  for (const mutant of mutants) {
    if (mutant.site.kind === "constant") continue;
    bySite.set(mutant.site, [...(bySite.get(mutant.site) ?? []), mutant]);
  }
  return [...bySite].map(([site, ofSite]) => siteEdit(site, ofSite, source));
}

function constantsIn(files: readonly ParsedFile[], mutants: readonly Mutant[]): Constants {
  const constants = new Map<unknown, Constant>();
  for (const { file, tree } of files) {
    for (const node of nodesIn(tree)) {
      if (!isConstant(node)) continue;
      const { start } = rangeOf(node);
      const own = mutants.filter(
        ({ site, ...mutant }) => mutant.file === file && site.kind === "constant" && site.start === start,
      );
      constants.set(node.id, { name: textOf(node, "name"), mutants: own });
    }
  }
  return constants;
}

function withImport(file: string, source: string): string {
  const path = posix.relative(posix.dirname(file), MUTANT_FILE);
  const from = path.startsWith(".") ? path : `./${path}`;
  return source.replace(/pragma solidity [^;]+;/, `$&\nimport {mutated, mutatedIn} from "${from}";`);
}

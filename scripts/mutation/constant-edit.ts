import type { Constants } from "./constant";
import type { Edit } from "./edits";
import { mutatedText } from "./mutated-text";
import type { ParsedFile } from "./site";
import { childOf, rangeOf, type SyntaxNode } from "./syntax-tree";

/** Beside a constant, one for each of its mutants, and a function that returns the one that counts. */
export function constantEdit(node: SyntaxNode, { source }: ParsedFile, constants: Constants): Edit[] {
  const [constant, typeName] = [constants.get(node.id), childOf(node, "typeName")];
  if (!constant || !typeName) return [];
  const { name, mutants } = constant;
  const { start, end } = rangeOf(typeName);
  const type = source.slice(start, end);
  const copies = mutants.map(({ id, site, change }) => {
    const value = valueIn(mutatedText(source, site, change));
    return `${type} internal constant ${name}_${id} = /*mutant ${id}*/ ${value};\n`;
  });
  const chosen = mutants.map(({ id }) => `if (mutated(${id})) return ${name}_${id};`);
  const [first] = mutants;
  const choice = first ? `if (mutatedIn(${first.id}, ${mutants.length})) { ${chosen.join(" ")} }` : "";
  const range = rangeOf(node);
  const write = (inner: string) =>
    `${copies.join("")} function ${name}_() internal view returns (${type}) { ${choice} return ${valueIn(inner)}; }
    ${source.slice(range.start, range.end)}`;
  return [{ ...range, write }];
}

const valueIn = (declaration: string) => declaration.slice(declaration.indexOf("=") + 1);

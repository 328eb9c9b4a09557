import { z } from "zod";
import type { Constant, Constants } from "./constant";
import type { Edit } from "./edits";
import { MUTANT_BASE, SURVEY, surveyCall } from "./mutant-contract";
import { childOf, rangeOf, type SyntaxNode } from "./syntax-tree";

const referencesSchema = z.array(z.object({ declaration: z.number(), src: z.string() }));

/** Gives an assembly block the functions that its mutants ask, and its constants by functions. */
export function assemblyEdits(node: SyntaxNode, constants: Constants): Edit[] {
  const block = childOf(node, "AST");
  if (!block) return [];
  const { start } = rangeOf(block);
  const used = new Set<Constant>();
  const references = referencesSchema.parse(node.externalReferences).flatMap(({ declaration, src }) => {
    const constant = constants.get(declaration);
    if (!constant) return [];
    used.add(constant);
    return [{ ...rangeOf({ nodeType: "", src }), write: (name: string) => `${name}_()` }];
  });
  const functions = `${mutantFunctions} ${[...used].map(constantFunction).join("")}`;
  return [{ start, end: start + 1, write: (brace) => `${brace} ${functions}` }, ...references];
}

const mutantFunctions = `
  function mutant_(site) -> id {
    id := sub(coinbase(), ${MUTANT_BASE})
    if eq(id, ${SURVEY}) { ${surveyCall("site")} }
  }
  function isMutant_(site) -> is { is := eq(mutant_(site), site) }
`;

function constantFunction({ name, mutants }: Constant): string {
  const cases = mutants.map(({ id }) => `case ${id} { value := ${name}_${id} }`).join(" ");
  const choice = mutants[0] ? `switch mutant_(${mutants[0].id}) ${cases}` : "";
  return `function ${name}_() -> value { value := ${name} ${choice} } `;
}

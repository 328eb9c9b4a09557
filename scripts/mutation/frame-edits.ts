import { assemblyEdits } from "./assembly-edits";
import type { Constants } from "./constant";
import { constantEdit } from "./constant-edit";
import type { Edit } from "./edits";
import { isConstant } from "./is-constant";
import type { ParsedFile } from "./site";
import { childOf, childrenOf, nodesIn, rangeOf, type SyntaxNode, textOf } from "./syntax-tree";

/**
 * What has to change in a file for a mutant in any file to work: reading the coinbase makes no function `pure`, each
 * modifier can be told to do nothing, and each constant's value comes from a function.
 */
export function frameEdits(file: ParsedFile, constants: Constants): Edit[] {
  return [...nodesIn(file.tree)].flatMap((node) => {
    if (node.nodeType === "FunctionDefinition") return [...viewEdit(node, file), ...modifierUseEdits(node)];
    if (node.nodeType === "ModifierDefinition") return modifierEdits(node, file);
    if (node.nodeType === "InlineAssembly") return assemblyEdits(node, constants);
    if (isConstant(node)) return constantEdit(node, file, constants);
    return referenceEdits(node, constants);
  });
}

function viewEdit(node: SyntaxNode, { source }: ParsedFile): Edit[] {
  if (textOf(node, "stateMutability") !== "pure") return [];
  const parameters = childOf(node, "parameters");
  const start = source.indexOf("pure", parameters ? rangeOf(parameters).end : rangeOf(node).start);
  return [{ start, end: start + "pure".length, write: () => "view" }];
}

function modifierUseEdits(node: SyntaxNode): Edit[] {
  return childrenOf(node, "modifiers")
    .filter((use) => textOf(use, "kind") === "modifierInvocation")
    .map((use) => ({ ...rangeOf(use), write: (name) => `${name}(false)` }));
}

function modifierEdits(node: SyntaxNode, { source }: ParsedFile): Edit[] {
  const body = childOf(node, "body");
  const start = source.indexOf("()", rangeOf(node).start);
  const statements = body ? childrenOf(body, "statements") : [];
  return [
    { start, end: start + 2, write: () => "(bool off_)" },
    ...statements
      .filter(({ nodeType }) => nodeType !== "PlaceholderStatement")
      .map((statement) => {
        const range = rangeOf(statement);
        const end = source.indexOf(";", range.end - 1) + 1;
        return { start: range.start, end, write: (inner: string) => `if (!off_) { ${inner} }` };
      }),
  ];
}

function referenceEdits(node: SyntaxNode, constants: Constants): Edit[] {
  if (node.nodeType !== "Identifier" && node.nodeType !== "MemberAccess") return [];
  if (!constants.has(node.referencedDeclaration)) return [];
  return [{ ...rangeOf(node), write: (name) => `${name}_()` }];
}

import type { Context } from "./expression-changes";
import { expressionChanges } from "./expression-changes";
import { isConstant } from "./is-constant";
import type { Candidate, ParsedFile, Site } from "./site";
import { statementSites } from "./statement-sites";
import { childOf, childrenOf, nodesIn, rangeOf, type SyntaxNode, textOf } from "./syntax-tree";

/** Every mutant of a file: of its functions and modifiers, of where modifiers are used, and of its constants. */
export function findCandidates(
  { file, source, tree }: ParsedFile,
  siblingOf: Context["siblingOf"],
): Candidate[] {
  const context = { source, siblingOf };
  const found: Candidate[] = [];
  for (const node of nodesIn(tree)) {
    const inFunction = textOf(node, "name") || textOf(node, "kind");
    for (const site of sitesOf(node, context)) {
      for (const change of distinct(site, source)) found.push({ file, inFunction, site, change });
    }
  }
  return found;
}

function sitesOf(node: SyntaxNode, context: Context): Site[] {
  const body = childOf(node, "body");
  if (node.nodeType === "ModifierDefinition") return body ? statementSites(body, context) : [];
  if (node.nodeType === "FunctionDefinition")
    return [
      ...childrenOf(node, "modifiers").flatMap((use) => modifierSites(use, context)),
      ...(body ? statementSites(body, context) : []),
    ];
  return isConstant(node) ? constantSites(node, context) : [];
}

/** A modifier that is left out, or other values for a base's constructor. */
function modifierSites(use: SyntaxNode, context: Context): Site[] {
  if (textOf(use, "kind") === "modifierInvocation") {
    const range = rangeOf(use);
    return [{ ...range, kind: "modifier", changes: [{ ...range, text: "" }] }];
  }
  return childrenOf(use, "arguments").map((argument) => ({
    ...rangeOf(argument),
    kind: "expression",
    changes: expressionChanges(argument, context),
  }));
}

function constantSites(node: SyntaxNode, context: Context): Site[] {
  const value = childOf(node, "value");
  return value ? [{ ...rangeOf(node), kind: "constant", changes: expressionChanges(value, context) }] : [];
}

/** A site's changes, without those that say what another one says or what the source does. */
function distinct({ changes }: Site, source: string) {
  const seen = new Set<string>();
  return changes.filter(({ start, end, text }) => {
    const key = `${start}-${end}:${text}`;
    if (seen.has(key) || source.slice(start, end) === text) return false;
    seen.add(key);
    return true;
  });
}

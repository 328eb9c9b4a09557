import type { Change, Site } from "./site";
import { childOf, childrenOf, rangeOf, type SyntaxNode, textOf } from "./syntax-tree";
import { yulChanges } from "./yul-changes";

/** The places in an assembly block that have mutants. A `break` isn't deleted: its condition is forced false. */
export function yulSites(node: SyntaxNode, source: string): Site[] {
  const range = rangeOf(node);
  const below = (name: string) => childOf(node, name);
  const changesOf = (child: SyntaxNode | undefined) => (child ? yulChanges(child, source) : []);
  const sitesOf = (child: SyntaxNode | undefined) => (child ? yulSites(child, source) : []);
  switch (node.nodeType) {
    case "YulBlock":
      return childrenOf(node, "statements").flatMap(sitesOf);
    case "YulExpressionStatement":
      return [
        {
          ...range,
          kind: "yul-statement",
          changes: [{ ...range, text: "" }, ...changesOf(below("expression"))],
        },
      ];
    case "YulAssignment":
      return [{ ...range, kind: "yul-statement", changes: [dropped(node), ...changesOf(below("value"))] }];
    case "YulVariableDeclaration":
      return letSites(node, source);
    case "YulIf": {
      const condition = below("condition");
      const place = condition ? rangeOf(condition) : range;
      const forced = ["1", "0"].map((text) => ({ ...place, text }));
      const changes = [...forced, ...changesOf(condition)];
      return [{ start: range.start, end: place.end, kind: "yul-if", changes }, ...sitesOf(below("body"))];
    }
    case "YulForLoop":
      return [
        ...sitesOf(below("pre")),
        ...loopSites(below("condition")),
        ...sitesOf(below("body")),
        ...sitesOf(below("post")),
      ];
    default:
      return [];
  }
}

/** A variable of the function around can be a pointer that has to be set: it becomes zero, as it was. */
function dropped(assignment: SyntaxNode): Change {
  const value = childOf(assignment, "value");
  if (value?.nodeType === "YulIdentifier") return { ...rangeOf(value), text: "0" };
  return { ...rangeOf(assignment), text: "" };
}

function letSites(node: SyntaxNode, source: string): Site[] {
  const [value, [variable]] = [childOf(node, "value"), childrenOf(node, "variables")];
  if (!value || !variable) return [];
  const name = textOf(variable, "name");
  const declares = { variables: `let ${name}`, target: name };
  return [{ ...rangeOf(node), kind: "yul-let", declares, changes: yulChanges(value, source) }];
}

/** Our loops run until a `break`. */
function loopSites(condition: SyntaxNode | undefined): Site[] {
  if (condition?.nodeType !== "YulLiteral") return [];
  const range = rangeOf(condition);
  return [{ ...range, kind: "yul-loop", changes: [{ ...range, text: "0" }] }];
}

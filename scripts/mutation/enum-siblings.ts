import { childrenOf, nodesIn, textOf } from "./syntax-tree";

/** For each value of an enum, by its id in the syntax trees, the name of the value that comes next; after the last the first. */
export function enumSiblings(trees: readonly unknown[]): (id: unknown) => string | undefined {
  const siblings = new Map<unknown, string>();
  for (const node of nodesIn(trees)) {
    if (node.nodeType !== "EnumDefinition") continue;
    const values = childrenOf(node, "members");
    values.forEach((value, index) => {
      const next = values[(index + 1) % values.length];
      if (next) siblings.set(value.id, textOf(next, "name"));
    });
  }
  return (id) => siblings.get(id);
}

/** A node of solc's JSON syntax tree. What else a node has depends on its type, and is asked for by name. */
export type SyntaxNode = { nodeType: string; src: string; readonly [key: string]: unknown };

/** A part of a source, as offsets into it. */
export type Range = { start: number; end: number };

function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === "object" &&
    value !== null &&
    "nodeType" in value &&
    typeof value.nodeType === "string" &&
    "src" in value &&
    typeof value.src === "string"
  );
}

/** The node under this name, if there is one. */
export function childOf(node: SyntaxNode, name: string): SyntaxNode | undefined {
  const value = node[name];
  return isNode(value) ? value : undefined;
}

/** The nodes in the list under this name. */
export function childrenOf(node: SyntaxNode, name: string): SyntaxNode[] {
  const value = node[name];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The text under this name; empty if there is none. */
export function textOf(node: SyntaxNode, name: string): string {
  const value = node[name];
  return typeof value === "string" ? value : "";
}

/** Where a node stands. solc counts bytes, so sources are read as Latin-1: a character for each byte. */
export function rangeOf(node: SyntaxNode): Range {
  const [start = 0, length = 0] = node.src.split(":").map(Number);
  return { start, end: start + length };
}

/** Solidity's name of an expression's type, such as `uint256` or `enum IEventSettings.Stage`. */
export function typeOf(node: SyntaxNode): string {
  const types = node.typeDescriptions;
  if (typeof types !== "object" || types === null || !("typeString" in types)) return "";
  return typeof types.typeString === "string" ? types.typeString : "";
}

/** Every node below this one and itself, outer ones first. */
export function* nodesIn(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesIn(item);
  } else if (typeof value === "object" && value !== null) {
    if (isNode(value)) yield value;
    for (const item of Object.values(value)) yield* nodesIn(item);
  }
}

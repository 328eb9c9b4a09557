import { numberChanges } from "./number-changes";
import type { Change } from "./site";
import { childOf, childrenOf, rangeOf, type SyntaxNode, textOf } from "./syntax-tree";

/** What takes the place of a built-in function's call, given how its arguments are written. */
const SWAPS: Readonly<Record<string, readonly ((written: string) => string)[]>> = {
  add: [(args) => `sub${args}`],
  sub: [(args) => `add${args}`],
  mul: [(args) => `add${args}`],
  lt: [(args) => `gt${args}`, (args) => `iszero(gt${args})`, (args) => `iszero(lt${args})`],
  gt: [(args) => `lt${args}`, (args) => `iszero(lt${args})`, (args) => `iszero(gt${args})`],
  eq: [(args) => `iszero(eq${args})`],
  iszero: [(args) => `iszero(iszero${args})`],
  and: [(args) => `or${args}`],
  or: [(args) => `and${args}`],
  xor: [(args) => `or${args}`],
  not: [(args) => args],
  shl: [(args) => `shr${args}`],
  shr: [(args) => `shl${args}`],
};

/** Every mutation within an expression of an assembly block. */
export function yulChanges(node: SyntaxNode, source: string): Change[] {
  const range = rangeOf(node);
  if (node.nodeType === "YulLiteral")
    return numberChanges(source.slice(range.start, range.end)).map((text) => ({ ...range, text }));
  if (node.nodeType !== "YulFunctionCall") return [];
  const callee = childOf(node, "functionName");
  const name = callee ? textOf(callee, "name") : "";
  const written = source.slice(range.start + name.length, range.end);
  return [
    ...(SWAPS[name] ?? []).map((swap) => ({ ...range, text: swap(written) })),
    ...childrenOf(node, "arguments").flatMap((argument) => yulChanges(argument, source)),
  ];
}

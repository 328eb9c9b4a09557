import type { SyntaxNode } from "./syntax-tree";

/** Whether a node declares a constant of a contract or library. */
export const isConstant = (node: SyntaxNode): boolean =>
  node.nodeType === "VariableDeclaration" && node.constant === true && node.stateVariable === true;

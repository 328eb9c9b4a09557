import { type Context, conditionChanges, expressionChanges } from "./expression-changes";
import type { Change, Site } from "./site";
import { childOf, childrenOf, type Range, rangeOf, type SyntaxNode, textOf, typeOf } from "./syntax-tree";
import { yulSites } from "./yul-sites";

/** The places in a statement that have mutants. `only`: it is all that an `if` has, whose condition stands for it. */
export function statementSites(node: SyntaxNode, context: Context, only = false): Site[] {
  const sitesOf = (child: SyntaxNode | undefined) => (child ? statementSites(child, context) : []);
  switch (node.nodeType) {
    case "Block":
    case "UncheckedBlock":
      return childrenOf(node, "statements").flatMap(sitesOf);
    case "IfStatement":
      return ifSites(node, context);
    case "WhileStatement":
      return [...conditionSites(node, context), ...sitesOf(childOf(node, "body"))];
    case "ForStatement":
      return [...loopSites(node, context), ...sitesOf(childOf(node, "body"))];
    case "VariableDeclarationStatement":
      return declarationSites(node, context);
    case "InlineAssembly": {
      const block = childOf(node, "AST");
      return block ? yulSites(block, context.source) : [];
    }
    case "ExpressionStatement":
    case "EmitStatement":
    case "RevertStatement":
    case "TryStatement":
    case "Return":
      return [plainSite(node, context, only)];
    default:
      return [];
  }
}

function ifSites(node: SyntaxNode, context: Context): Site[] {
  const [yes, no] = [childOf(node, "trueBody"), childOf(node, "falseBody")];
  return [
    ...conditionSites(node, context),
    ...(yes ? statementSites(yes, context, no === undefined) : []),
    ...(no ? statementSites(no, context) : []),
  ];
}

function conditionSites(node: SyntaxNode, context: Context): Site[] {
  const condition = childOf(node, "condition");
  if (!condition) return [];
  return [{ ...rangeOf(condition), kind: "expression", changes: conditionChanges(condition, context) }];
}

/** In a loop's head no statement can be chosen: its parts are expressions. */
function loopSites(node: SyntaxNode, context: Context): Site[] {
  const start = childOf(node, "initializationExpression");
  const value = start && childOf(start, "initialValue");
  const step = childOf(node, "loopExpression");
  const stepped = step && childOf(step, "expression");
  const parts: Site[] = [];
  if (value)
    parts.push({ ...rangeOf(value), kind: "expression", changes: expressionChanges(value, context) });
  if (stepped) {
    const place = rangeOf(stepped);
    const changed = childOf(stepped, "subExpression") ?? childOf(stepped, "leftHandSide");
    const dropped = changed ? [{ ...place, text: written(rangeOf(changed), context) }] : [];
    const changes = [...dropped, ...expressionChanges(stepped, context)];
    parts.push({ ...place, kind: "expression", changes });
  }
  return [...parts, ...conditionSites(node, context)];
}

/** `(uint256 a, ) = f()` becomes `uint256 a; (a, ) = f()`, so that what is right of `=` can be chosen. */
function declarationSites(node: SyntaxNode, context: Context): Site[] {
  const value = childOf(node, "initialValue");
  if (!value) return [];
  const declared = childrenOf(node, "declarations");
  const { start } = rangeOf(node);
  let target = context.source.slice(start, rangeOf(value).start).replace(/\s*=\s*$/, "");
  for (const variable of declared)
    target = target.replace(written(rangeOf(variable), context), textOf(variable, "name"));
  const variables = declared.map((variable) => `${written(rangeOf(variable), context)};`).join(" ");
  return [
    {
      ...wholeStatement(node, context),
      kind: "declaration",
      declares: { variables, target },
      changes: expressionChanges(value, context),
    },
  ];
}

/** What a statement's own node is called in the statements that have one. */
const PARTS = ["expression", "eventCall", "errorCall", "externalCall"];

function plainSite(node: SyntaxNode, context: Context, only: boolean): Site {
  const range = wholeStatement(node, context);
  const [part] = PARTS.flatMap((name) => childOf(node, name) ?? []);
  const isBool = node.nodeType === "Return" && part !== undefined && typeOf(part) === "bool";
  const changesOf = isBool ? conditionChanges : expressionChanges;
  // A `require` that is always true is none, and so is a `return false` that isn't there.
  const deleted: Change[] = only || isBool || isRequire(part) ? [] : [{ ...range, text: "" }];
  return { ...range, kind: "statement", changes: [...deleted, ...(part ? changesOf(part, context) : [])] };
}

function isRequire(expression: SyntaxNode | undefined): boolean {
  const callee = expression && childOf(expression, "expression");
  return callee !== undefined && textOf(callee, "name") === "require";
}

/** A statement with its semicolon, which solc doesn't count in. */
function wholeStatement(node: SyntaxNode, { source }: Context): Range {
  const { start, end } = rangeOf(node);
  const semicolon = /^\s*;/.exec(source.slice(end));
  return { start, end: end + (semicolon?.[0].length ?? 0) };
}

const written = ({ start, end }: Range, { source }: Context) => source.slice(start, end);

import { numberChanges } from "./number-changes";
import type { Change } from "./site";
import { childOf, childrenOf, rangeOf, type SyntaxNode, textOf, typeOf } from "./syntax-tree";

/** What each operator is swapped for: a comparison for its boundary and its negation. */
const SWAPS: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "==": ["!="],
  "!=": ["=="],
  "&&": ["||"],
  "||": ["&&"],
  "+": ["-", "*"],
  "-": ["+"],
  "*": ["/", "+"],
  "/": ["*"],
  "%": ["/"],
  "<<": [">>"],
  ">>": ["<<"],
  "&": ["|"],
  "|": ["&"],
  "^": ["|"],
  "=": [],
  "+=": ["-=", "="],
  "-=": ["+=", "="],
  "|=": ["&=", "="],
};

/** What it takes to mutate an expression: its source, and the other values of an enum by one value's id. */
export type Context = { source: string; siblingOf: (enumValue: unknown) => string | undefined };

/** Every mutation within an expression. */
export function expressionChanges(node: SyntaxNode, context: Context): Change[] {
  const inner = (child: SyntaxNode | undefined) => (child ? expressionChanges(child, context) : []);
  const all = (name: string) => childrenOf(node, name).flatMap(inner);
  switch (node.nodeType) {
    case "BinaryOperation":
      return binaryChanges(node, context);
    case "Assignment":
      return [
        ...swaps(node, "leftHandSide", "rightHandSide", context),
        ...inner(childOf(node, "leftHandSide")),
        ...inner(childOf(node, "rightHandSide")),
      ];
    case "UnaryOperation":
      return [...unaryChanges(node, context), ...inner(childOf(node, "subExpression"))];
    case "Conditional":
      return [
        ...conditionChanges(childOf(node, "condition"), context),
        ...inner(childOf(node, "trueExpression")),
        ...inner(childOf(node, "falseExpression")),
      ];
    case "FunctionCall":
      return callChanges(node, context);
    case "FunctionCallOptions":
      return [...inner(childOf(node, "expression")), ...all("options")];
    case "TupleExpression":
      return all("components");
    case "IndexAccess":
      return [...inner(childOf(node, "baseExpression")), ...inner(childOf(node, "indexExpression"))];
    case "MemberAccess":
      return [...memberChanges(node, context), ...inner(childOf(node, "expression"))];
    case "Literal":
      return literalChanges(node, context);
    default:
      return [];
  }
}

/** Every mutation of a condition, which can also be forced to be true or false. */
export function conditionChanges(node: SyntaxNode | undefined, context: Context): Change[] {
  if (!node) return [];
  return [force(node, "true"), force(node, "false"), ...expressionChanges(node, context)];
}

const force = (node: SyntaxNode, text: "true" | "false"): Change => ({ ...rangeOf(node), text });

function binaryChanges(node: SyntaxNode, context: Context): Change[] {
  const operator = textOf(node, "operator");
  const operands = ["leftExpression", "rightExpression"].flatMap((name) => childOf(node, name) ?? []);
  const inner = operands.flatMap((operand) => expressionChanges(operand, context));
  const swapped = swaps(node, "leftExpression", "rightExpression", context);
  // The other value of an operand decides the whole, which is forced already.
  const neutral = operator === "&&" ? "true" : operator === "||" ? "false" : undefined;
  const forced = neutral ? operands.map((operand) => force(operand, neutral)) : [];
  return [...swapped, ...forced, ...inner];
}

/** Swaps the operator that stands between two operands. */
function swaps(node: SyntaxNode, leftName: string, rightName: string, { source }: Context): Change[] {
  const [left, right] = [childOf(node, leftName), childOf(node, rightName)];
  if (!left || !right) return [];
  const operator = textOf(node, "operator");
  const start = source.indexOf(operator, rangeOf(left).end);
  return (SWAPS[operator] ?? []).map((text) => ({ start, end: start + operator.length, text }));
}

function unaryChanges(node: SyntaxNode, { source }: Context): Change[] {
  const { start, end } = rangeOf(node);
  const operator = textOf(node, "operator");
  const at = source.startsWith(operator, start) ? start : end - operator.length;
  const text = { "++": "--", "--": "++", "!": "", "~": "" }[operator];
  return text === undefined ? [] : [{ start: at, end: at + operator.length, text }];
}

function callChanges(node: SyntaxNode, context: Context): Change[] {
  const [callee, args] = [childOf(node, "expression"), childrenOf(node, "arguments")];
  const [first, ...rest] = args;
  if (callee && textOf(callee, "name") === "require")
    return [
      ...conditionChanges(first, context),
      ...rest.flatMap((argument) => expressionChanges(argument, context)),
    ];
  return [...(callee ? [callee] : []), ...args].flatMap((child) => expressionChanges(child, context));
}

/** A member of an enum becomes another one, and `type(T).max` zero or one less. */
function memberChanges(node: SyntaxNode, { source, siblingOf }: Context): Change[] {
  const { start, end } = rangeOf(node);
  const [written, name] = [source.slice(start, end), textOf(node, "memberName")];
  const sibling = siblingOf(node.referencedDeclaration);
  if (sibling !== undefined) return [{ start: end - name.length, end, text: sibling }];
  if (!/^type\(uint\d+\)\.max$/.test(written)) return [];
  return [
    { start, end, text: "0" },
    { start, end, text: `(${written} - 1)` },
  ];
}

function literalChanges(node: SyntaxNode, { source }: Context): Change[] {
  const range = rangeOf(node);
  const written = source.slice(range.start, range.end);
  const texts = {
    number: () => numberChanges(written),
    bool: () => [written === "true" ? "false" : "true"],
    string: () => (typeOf(node) === 'literal_string ""' ? [] : ['""']),
    hexString: () => ['hex""'],
  }[textOf(node, "kind")];
  return (texts?.() ?? []).map((text) => ({ ...range, text }));
}

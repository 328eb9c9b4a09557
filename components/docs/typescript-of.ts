import type { ReferenceOperation } from "./reference-of";

/** A call of the operation by the TypeScript client, which stands in `api`. */
export function typescriptOf(operation: ReferenceOperation): string {
  const { id, method, path, pathExamples, bodyExample, answers } = operation;
  const [answer] = answers.map(({ example }) => example);
  if (id === "followBatch") return followingOf(operation);
  const init = {
    ...(Object.keys(pathExamples).length > 0 ? { params: { path: pathExamples } } : {}),
    ...(bodyExample === undefined ? {} : { body: bodyExample }),
    ...(typeof answer === "string" ? { parseAs: "text" } : {}),
  };
  const given = Object.keys(init).length > 0 ? `, ${literal(init)}` : "";
  const target = `${JSON.stringify(path)}${given}`;
  if (method === "GET" && isList(answer)) {
    return `for await (const ${singular(nounOf(id))} of api.rows(${target})) {\n  console.log(${singular(nounOf(id))});\n}`;
  }
  return `const ${namesOf(answer) ?? nounOf(id)} = await api.${method.toLowerCase()}(${target});`;
}

function followingOf({ pathExamples }: ReferenceOperation): string {
  return `const batch = await api.followBatch(${JSON.stringify(pathExamples.id)}, {
  onProgress: ({ confirmed, total }) => console.log(\`\${confirmed} of \${total}\`),
});`;
}

/** As TypeScript is written: names without quotes. */
function literal(value: object): string {
  const text = JSON.stringify(value, null, 2).replace(/^( *)"([a-zA-Z_]\w*)":/gm, "$1$2:");
  return text.length > 400
    ? text
    : text.replace(/^ {2}params: \{\n\s+path: (\{[^}]*\})\n {2}\}/m, shortParams);
}

/** Short ones stand in one line. */
function shortParams(_: string, path: string): string {
  return `  params: { path: ${path.replaceAll(/\s+/g, " ")} }`;
}

function isList(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "nextCursor" in answer;
}

/** `{ batch, tickets }` where the answer has a few parts of their own. */
function namesOf(answer: unknown): string | null {
  if (typeof answer !== "object" || answer === null) return null;
  const parts = Object.entries(answer);
  const isOfParts = parts.length <= 3 && parts.every(([, part]) => typeof part === "object");
  return isOfParts ? `{ ${parts.map(([name]) => name).join(", ")} }` : null;
}

/** `createEvent` makes an `event`. */
function nounOf(operationId: string): string {
  const noun = operationId.replace(/^[a-z]+/, "");
  return noun === "" ? "answer" : noun.charAt(0).toLowerCase() + noun.slice(1);
}

function singular(noun: string): string {
  return noun.replace(/ies$/, "y").replace(/s$/, "");
}

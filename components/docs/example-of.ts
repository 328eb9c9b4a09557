import { isNullable, type NamedSchemas, resolved, type SchemaNode } from "./schema-node";

/** A value that fits the schema, from the examples of its fields; what may be null and has no example is null. */
export function exampleOf(node: SchemaNode, named: NamedSchemas): unknown {
  const schema = resolved(node, named);
  const { example, const: constant, default: fallback, enum: choices } = schema;
  if (example !== undefined) return example;
  if (constant !== undefined) return constant;
  if (fallback !== undefined) return fallback;
  if (choices) return choices[0];
  if (schema.properties) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, child]) => [name, exampleOf(child, named)]),
    );
  }
  if (schema.items) return [exampleOf(schema.items, named)];
  return isNullable(node) ? null : (BY_TYPE[typeName(schema)] ?? null);
}

const BY_TYPE: Readonly<Record<string, unknown>> = {
  string: "text",
  integer: 1,
  number: 1,
  boolean: false,
  object: {},
};

function typeName({ type }: SchemaNode): string {
  return (Array.isArray(type) ? type.find((each) => each !== "null") : type) ?? "string";
}

import { isNullable, type NamedSchemas, resolved, type SchemaNode } from "@/lib/schema-node";
import { patched } from "./patched";
import { usualValue } from "./usual-values";
import { WHOLES } from "./wholes";

/**
 * A value that fits the schema: what its fields say of themselves as examples, else what fields of that name usually
 * hold, else null where it may be.
 */
export function exampleOf(node: SchemaNode, named: NamedSchemas, fieldName = ""): unknown {
  const whole = WHOLES[nameOf(node) ?? ""];
  const value = madeFrom(node, named, fieldName);
  return whole ? patched(value, whole) : value;
}

function madeFrom(node: SchemaNode, named: NamedSchemas, fieldName: string): unknown {
  const schema = resolved(node, named);
  const { example, const: constant, default: fallback, enum: choices } = schema;
  if (example !== undefined) return example;
  if (constant !== undefined) return constant;
  if (fallback !== undefined) return fallback;
  const usual = usualValue(fieldName, schema);
  if (usual !== undefined) return usual;
  if (choices) return choices[0];
  if (schema.properties) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, child]) => [name, exampleOf(child, named, name)]),
    );
  }
  if (schema.items) return [exampleOf(schema.items, named, fieldName)];
  if (isNullable(node)) return null;
  return BY_FORMAT[schema.format ?? ""] ?? BY_TYPE[typeName(schema)] ?? null;
}

/** The name of the schema it refers to, also where it may be null. */
function nameOf({ $ref, anyOf, oneOf }: SchemaNode): string | undefined {
  const target = $ref ?? (anyOf ?? oneOf)?.find((each) => each.$ref)?.$ref;
  return target?.replace("#/components/schemas/", "");
}

const BY_FORMAT: Readonly<Record<string, unknown>> = {
  "date-time": "2026-06-01T18:00:00.000Z",
  email: "ada@example.org",
  uri: "https://shop.example.org/hooks/ticketchain",
};

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

import { isNullable, type NamedSchemas, resolved, type SchemaNode } from "@/lib/schema-node";

/** One field of a body or one parameter, as the page lists it. */
export type FieldRow = {
  /** `tickets[].seat.row` */
  path: string;
  type: string;
  isRequired: boolean;
  description: string;
};

/** The fields of an object and of what is in it, in the order of the schema. */
export function fieldsOf(node: SchemaNode, named: NamedSchemas, prefix = ""): FieldRow[] {
  const { properties = {}, required = [] } = resolved(node, named);
  return Object.entries(properties).flatMap(([name, child]) => {
    const path = prefix + name;
    const schema = resolved(child, named);
    const inner = schema.items ?? (schema.properties ? child : null);
    const row = fieldRow({
      path,
      node: child,
      named,
      isRequired: required.includes(name) && schema.default === undefined,
    });
    return [row, ...(inner ? fieldsOf(inner, named, `${path}${schema.items ? "[]" : ""}.`) : [])];
  });
}

/** The row of one schema. */
export function fieldRow(field: {
  path: string;
  node: SchemaNode;
  named: NamedSchemas;
  isRequired: boolean;
}): FieldRow {
  const { path, node, named, isRequired } = field;
  const schema = resolved(node, named);
  const said = schema.description?.replace(/\.?$/, ".");
  const fallback = schema.default === undefined ? undefined : `Default: \`${String(schema.default)}\`.`;
  return {
    path,
    type: typeOf(node, named),
    isRequired,
    description: [said, fallback].filter((text) => text !== undefined).join(" "),
  };
}

function typeOf(node: SchemaNode, named: NamedSchemas): string {
  const schema = resolved(node, named);
  const choices = schema.enum?.map((value) => JSON.stringify(value)).join(" | ");
  const type = Array.isArray(schema.type)
    ? schema.type.filter((each) => each !== "null").join(" | ")
    : schema.type;
  const name =
    choices ?? (schema.items ? `${typeOf(schema.items, named)}[]` : (schema.format ?? type ?? "any"));
  return isNullable(node) ? `${name} | null` : name;
}

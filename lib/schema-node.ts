import { z } from "zod";

/** As much of a JSON schema as examples and the reference page are made from. */
export type SchemaNode = {
  $ref?: string | undefined;
  type?: string | string[] | undefined;
  format?: string | undefined;
  description?: string | undefined;
  example?: unknown;
  default?: unknown;
  const?: unknown;
  enum?: unknown[] | undefined;
  required?: string[] | undefined;
  properties?: Record<string, SchemaNode> | undefined;
  items?: SchemaNode | undefined;
  anyOf?: SchemaNode[] | undefined;
  oneOf?: SchemaNode[] | undefined;
};

export const schemaNode: z.ZodType<SchemaNode> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
    description: z.string().optional(),
    example: z.unknown().optional(),
    default: z.unknown().optional(),
    const: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    required: z.array(z.string()).optional(),
    properties: z.record(z.string(), schemaNode).optional(),
    items: schemaNode.optional(),
    anyOf: z.array(schemaNode).optional(),
    oneOf: z.array(schemaNode).optional(),
  }),
);

/** The document's named schemas. */
export type NamedSchemas = Readonly<Record<string, SchemaNode>>;

/** The schema itself: behind its reference, and the one that isn't null where it may be null. */
export function resolved(node: SchemaNode, named: NamedSchemas): SchemaNode {
  if (node.$ref) {
    const target = named[node.$ref.replace("#/components/schemas/", "")];
    return target ? { ...resolved(target, named), ...described(node) } : {};
  }
  const branches = (node.anyOf ?? node.oneOf)?.filter(({ type }) => type !== "null") ?? [];
  const [only] = branches;
  return only ? { ...resolved(only, named), ...described(node) } : node;
}

/** What is said of a field wins over what is said of its kind. */
function described({ description, example }: SchemaNode): SchemaNode {
  return {
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
  };
}

export function isNullable({ type, anyOf, oneOf }: SchemaNode): boolean {
  return (
    (Array.isArray(type) && type.includes("null")) ||
    (anyOf ?? oneOf ?? []).some((each) => each.type === "null")
  );
}

import { z } from "zod";
import { exampleOf } from "./example-of";
import { type FieldRow, fieldRow, fieldsOf } from "./fields-of";
import { type NamedSchemas, schemaNode } from "./schema-node";

const content = z.record(
  z.string(),
  z.object({
    schema: schemaNode,
    example: z.unknown().optional(),
    examples: z.record(z.string(), z.unknown()).optional(),
  }),
);

const operationSchema = z.object({
  operationId: z.string(),
  tags: z.tuple([z.string()]),
  summary: z.string(),
  description: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  "x-required-scope": z.string().optional(),
  parameters: z.array(z.unknown()),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: content.optional() })),
});

const parameterSchema = z.object({
  in: z.enum(["path", "query"]),
  name: z.string(),
  required: z.boolean().default(false),
  schema: schemaNode,
});

const documentSchema = z.object({
  info: z.object({ description: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), schemaNode) }),
});

export type ReferenceOperation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  /** Who may call it. */
  caller: { kind: "public" | "session" | "any" | "scope"; scope: string | null };
  parameters: FieldRow[];
  bodyFields: FieldRow[];
  bodyExample: unknown;
  answers: { status: string; description: string; example: unknown }[];
  refusals: { status: string; codes: string[] }[];
};

export type Reference = {
  description: string;
  sections: { name: string; description: string; operations: ReferenceOperation[] }[];
};

/** The OpenAPI document as the reference page shows it, section by section. */
export function referenceOf(openApiDocument: unknown): Reference {
  const { info, tags, paths, components } = documentSchema.parse(openApiDocument);
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      tag: operation.tags[0],
      ...operationOf({ path, method, operation, named: components.schemas }),
    })),
  );
  return {
    description: info.description,
    sections: tags.map((tag) => ({ ...tag, operations: operations.filter((each) => each.tag === tag.name) })),
  };
}

type Placed = {
  path: string;
  method: string;
  operation: z.infer<typeof operationSchema>;
  named: NamedSchemas;
};

function operationOf({ path, method, operation, named }: Placed): ReferenceOperation {
  const body = operation.requestBody?.content["application/json"];
  const parameters = operation.parameters.flatMap((parameter) => {
    const { data } = parameterSchema.safeParse(parameter);
    return data ? [fieldRow({ path: data.name, node: data.schema, named, isRequired: data.required })] : [];
  });
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    description: operation.description,
    caller: callerOf(operation),
    parameters,
    bodyFields: body ? fieldsOf(body.schema, named) : [],
    bodyExample: body?.example,
    ...responsesOf(operation, named),
  };
}

function callerOf(operation: Placed["operation"]): ReferenceOperation["caller"] {
  const { security, "x-required-scope": scope } = operation;
  if (security.length === 0) return { kind: "public", scope: null };
  if (scope) return { kind: "scope", scope };
  return { kind: security.some((scheme) => "apiKey" in scheme) ? "any" : "session", scope: null };
}

function responsesOf({ responses }: Placed["operation"], named: NamedSchemas) {
  const answers: ReferenceOperation["answers"] = [];
  const refusals: ReferenceOperation["refusals"] = [];
  for (const [status, response] of Object.entries(responses)) {
    const json = response.content?.["application/json"];
    const problem = response.content?.["application/problem+json"];
    if (problem) refusals.push({ status, codes: Object.keys(problem.examples ?? {}) });
    if (json || !problem) {
      answers.push({
        status,
        description: response.description,
        example: json && exampleOf(json.schema, named),
      });
    }
  }
  return { answers, refusals };
}

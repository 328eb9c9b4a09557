import { z } from "zod";
import { ERRORS } from "@/lib/errors";
import { type NamedSchemas, schemaNode } from "@/lib/schema-node";
import { type FieldRow, fieldRow, fieldsOf } from "./fields-of";

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
  example: z.string().optional(),
  schema: schemaNode,
});

const documentSchema = z.object({
  info: z.object({ description: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({
    schemas: z.record(z.string(), schemaNode),
    examples: z.record(z.string(), z.object({ value: z.looseObject({ detail: z.string() }) })),
  }),
});

export type ReferenceOperation = {
  id: string;
  method: string;
  path: string;
  tag: string;
  summary: string;
  description: string;
  /** What may stand in the path: `{ id: "tkt_01k…" }`. */
  pathExamples: Record<string, string>;
  /** Who may call it. */
  caller: { kind: "public" | "session" | "any" | "scope"; scope: string | null };
  parameters: FieldRow[];
  bodyFields: FieldRow[];
  bodyExample: unknown;
  answers: { status: string; description: string; example: unknown }[];
  refusals: { status: string; codes: string[] }[];
};

export type ReferenceSection = { name: string; description: string; operations: ReferenceOperation[] };

export type ReferenceCode = {
  code: string;
  status: number;
  title: string;
  /** What such a problem says, for instance; null where no operation answers it yet. */
  detail: string | null;
};

export type Reference = {
  description: string;
  sections: ReferenceSection[];
  errors: ReferenceCode[];
};

/** The OpenAPI document as the reference page shows it, section by section. */
export function referenceOf(openApiDocument: unknown): Reference {
  const { info, tags, paths, components } = documentSchema.parse(openApiDocument);
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) =>
      operationOf({ path, method, operation, named: components.schemas }),
    ),
  );
  const sections = tags.map((tag) => ({
    ...tag,
    operations: operations.filter((each) => each.tag === tag.name),
  }));
  return {
    description: info.description,
    sections: sections.filter((section) => section.operations.length > 0),
    errors: Object.entries(ERRORS).map(([code, error]) => ({
      code,
      ...error,
      detail: components.examples[code]?.value.detail ?? null,
    })),
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
  const parameters = operation.parameters.flatMap(
    (parameter) => parameterSchema.safeParse(parameter).data ?? [],
  );
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    tag: operation.tags[0],
    summary: operation.summary,
    description: operation.description,
    pathExamples: Object.fromEntries(inPath.map(({ name, example }) => [name, example ?? name])),
    caller: callerOf(operation),
    parameters: parameters.map(({ name, schema, required }) =>
      fieldRow({ path: name, node: schema, named, isRequired: required }),
    ),
    bodyFields: body ? fieldsOf(body.schema, named) : [],
    bodyExample: body?.example,
    ...responsesOf(operation),
  };
}

function callerOf(operation: Placed["operation"]): ReferenceOperation["caller"] {
  const { security, "x-required-scope": scope } = operation;
  if (security.length === 0) return { kind: "public", scope: null };
  if (scope) return { kind: "scope", scope };
  return { kind: security.some((scheme) => "apiKey" in scheme) ? "any" : "session", scope: null };
}

function responsesOf({ responses }: Placed["operation"]) {
  const answers: ReferenceOperation["answers"] = [];
  const refusals: ReferenceOperation["refusals"] = [];
  for (const [status, response] of Object.entries(responses)) {
    const { "application/problem+json": problem, ...media } = response.content ?? {};
    const [answer] = Object.values(media);
    if (problem) refusals.push({ status, codes: Object.keys(problem.examples ?? {}) });
    if (answer || !problem) {
      answers.push({ status, description: response.description, example: answer?.example });
    }
  }
  return { answers, refusals };
}

import { z } from "zod";

const parameterSchema = z.object({
  in: z.enum(["path", "query"]),
  name: z.string(),
  description: z.string().default(""),
  required: z.boolean().default(false),
  example: z.string().optional(),
  schema: z.looseObject({ example: z.unknown().optional(), default: z.unknown().optional() }),
});
type Parameter = z.infer<typeof parameterSchema>;

const mediaSchema = z.looseObject({ example: z.unknown().optional() });

const operationSchema = z.object({
  operationId: z.string(),
  tags: z.tuple([z.string()]),
  summary: z.string(),
  description: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.unknown()).default([]),
  requestBody: z.object({ content: z.record(z.string(), mediaSchema) }).optional(),
  responses: z.record(z.string(), z.object({ content: z.record(z.string(), mediaSchema).optional() })),
});
type Operation = z.infer<typeof operationSchema>;

const documentSchema = z.object({
  info: z.object({ title: z.string(), description: z.string(), version: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});

type Placed = { method: string; path: string; operation: Operation };

/**
 * The OpenAPI document as a Postman collection (v2.1), which Bruno and Insomnia import as well: a folder for each tag,
 * `{{baseUrl}}` and `{{apiKey}}` to fill in, an example in every body.
 */
export function collectionOf(openApiDocument: unknown) {
  const { info, tags, paths } = documentSchema.parse(openApiDocument);
  const placed = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const folders = tags.map(({ name, description }) => ({
    name,
    description,
    item: placed.filter(({ operation }) => operation.tags[0] === name).map(requestItem),
  }));
  return {
    info: {
      name: info.title,
      description: info.description,
      version: info.version,
      schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
    },
    auth: bearer("{{apiKey}}"),
    variable: [
      { key: "baseUrl", value: "http://localhost:3000", type: "string" },
      { key: "apiKey", value: "", type: "string" },
    ],
    item: folders.filter(({ item }) => item.length > 0),
  };
}

function requestItem({ method, path, operation }: Placed) {
  const { summary, description, security, requestBody, responses } = operation;
  const isPublic = security.length === 0;
  const body = requestBody?.content["application/json"];
  return {
    name: summary,
    request: {
      method,
      description,
      ...(isPublic ? { auth: { type: "noauth" } } : {}),
      header: headersOf({ method, isPublic, accepts: acceptsOf(responses), hasBody: body !== undefined }),
      url: urlOf(path, parametersOf(operation)),
      ...(body ? { body: rawJson(body.example ?? {}) } : {}),
    },
    response: [],
  };
}

function bearer(token: string) {
  return { type: "bearer", bearer: [{ key: "token", value: token, type: "string" }] };
}

function rawJson(value: unknown) {
  return { mode: "raw", raw: JSON.stringify(value, null, 2), options: { raw: { language: "json" } } };
}

/** `{{$guid}}` is a new id each time it is sent. */
function headersOf(call: { method: string; isPublic: boolean; accepts: string; hasBody: boolean }) {
  const takesKey = call.method !== "GET" && !call.isPublic;
  return [
    { key: "Accept", value: call.accepts },
    ...(call.hasBody ? [{ key: "Content-Type", value: "application/json" }] : []),
    ...(takesKey ? [{ key: "Idempotency-Key", value: "{{$guid}}" }] : []),
  ];
}

function acceptsOf(responses: Operation["responses"]): string {
  const [first] = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  return Object.keys(first?.[1].content ?? {})[0] ?? "application/json";
}

function parametersOf({ parameters }: Operation): Parameter[] {
  return parameters.flatMap((parameter) => parameterSchema.safeParse(parameter).data ?? []);
}

function urlOf(path: string, parameters: readonly Parameter[]) {
  const inPath = parameters.filter((each) => each.in === "path");
  const inQuery = parameters.filter((each) => each.in === "query");
  const segments = ["api", "v1", ...path.split("/").filter(Boolean)].map((segment) =>
    segment.replace(/^\{(\w+)\}$/, ":$1"),
  );
  return {
    raw: `{{baseUrl}}/${segments.join("/")}`,
    host: ["{{baseUrl}}"],
    path: segments,
    variable: inPath.map(({ name, description, example }) => ({
      key: name,
      value: example ?? "",
      description,
    })),
    query: inQuery.map(({ name, description, required, schema }) => ({
      key: name,
      value: String(schema.example ?? schema.default ?? ""),
      description,
      disabled: !required,
    })),
  };
}

import { z } from "zod";
import type { createDocument } from "zod-openapi";
import { type NamedSchemas, schemaNode } from "@/lib/schema-node";
import { exampleOf } from "./example-of";
import type { PlacedOperation } from "./operations-of";
import { patched } from "./patched";
import { pathExample } from "./path-examples";

type ApiDocument = ReturnType<typeof createDocument>;

const namedSchemas = z.record(z.string(), schemaNode);

/** The document with an example of each JSON answer and each parameter in a path. */
export function withExamples(document: ApiDocument, operations: readonly PlacedOperation[]): ApiDocument {
  const named = namedSchemas.parse(document.components?.schemas ?? {});
  for (const placed of operations) {
    addToParameters(document, placed);
    addToAnswers(document, placed, named);
  }
  return document;
}

function addToParameters(document: ApiDocument, { path, method }: PlacedOperation): void {
  for (const parameter of objectOf(document, path, method)?.parameters ?? []) {
    if (!("in" in parameter) || parameter.in !== "path") continue;
    parameter.example ??= pathExample(path, parameter.name);
  }
}

function addToAnswers(document: ApiDocument, placed: PlacedOperation, named: NamedSchemas): void {
  const { path, method, operation } = placed;
  for (const [status, response] of Object.entries(objectOf(document, path, method)?.responses ?? {})) {
    const media = response.content?.["application/json"];
    const spec = operation.responses[Number(status)];
    if (!media?.schema || !spec) continue;
    const example = exampleOf(schemaNode.parse(media.schema), named);
    media.example = spec.example === undefined ? example : patched(example, spec.example);
  }
}

function objectOf(document: ApiDocument, path: string, method: PlacedOperation["method"]) {
  const item = document.paths?.[path];
  const key = { GET: "get", POST: "post", PATCH: "patch", PUT: "put", DELETE: "delete" } as const;
  return item?.[key[method]];
}

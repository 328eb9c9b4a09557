import { describe, expect, test } from "vitest";
import { z } from "zod";
import { apiDocument } from "@/app/api/v1/document";
import { routeTable } from "@/app/api/v1/route-table";
import { operationsOf } from "@/lib/api/openapi/operations-of";
import { collectionOf } from "./collection-of";

const pair = z.strictObject({ key: z.string(), value: z.string() });

/** What Postman's schema of collections (v2.1.0) asks of the parts we use. */
const requestSchema = z.strictObject({
  name: z.string().min(1),
  request: z.strictObject({
    method: z.enum(["GET", "POST", "PATCH", "PUT", "DELETE"]),
    description: z.string(),
    auth: z.strictObject({ type: z.literal("noauth") }).optional(),
    header: z.array(pair),
    url: z.strictObject({
      raw: z.string().startsWith("{{baseUrl}}/api/v1/"),
      host: z.tuple([z.literal("{{baseUrl}}")]),
      path: z.array(z.string().regex(/^:?[\w.-]+$/)),
      variable: z.array(pair.extend({ value: z.string().min(1), description: z.string() })),
      query: z.array(pair.extend({ description: z.string(), disabled: z.boolean() })),
    }),
    body: z
      .strictObject({
        mode: z.literal("raw"),
        raw: z.string(),
        options: z.strictObject({ raw: z.strictObject({ language: z.literal("json") }) }),
      })
      .optional(),
  }),
  response: z.array(z.never()),
});

const collectionSchema = z.strictObject({
  info: z.strictObject({
    name: z.string(),
    description: z.string(),
    version: z.string(),
    schema: z.literal("https://schema.getpostman.com/json/collection/v2.1.0/collection.json"),
  }),
  auth: z.strictObject({ type: z.literal("bearer"), bearer: z.array(pair.extend({ type: z.string() })) }),
  variable: z.array(pair.extend({ type: z.literal("string") })),
  item: z.array(
    z.strictObject({ name: z.string(), description: z.string(), item: z.array(requestSchema).min(1) }),
  ),
});

const collection = collectionSchema.parse(collectionOf(apiDocument()));
const requests = collection.item.flatMap(({ item }) => item);
const operations = operationsOf(routeTable);

describe("the collection", () => {
  test("has a request for each operation, in the folder of its tag", () => {
    const named = collection.item.flatMap(({ name, item }) => item.map((each) => `${name}: ${each.name}`));
    const expected = operations.map(({ operation }) => `${operation.tag}: ${operation.summary}`);
    expect(named.sort()).toEqual(expected.sort());
  });

  test("has a value for every variable in a path", () => {
    for (const { request } of requests) {
      const inPath = request.url.path.filter((part) => part.startsWith(":")).map((part) => part.slice(1));
      expect(request.url.variable.map(({ key }) => key).sort()).toEqual(inPath.sort());
    }
  });

  test("has bodies that the API takes", () => {
    for (const { name, request } of requests) {
      const schema = operations.find(({ operation }) => operation.summary === name)?.operation.body;
      if (schema)
        expect(schema.safeParse(JSON.parse(request.body?.raw ?? "{}")), name).toMatchObject({
          success: true,
        });
    }
  });

  test("sends writes with an Idempotency-Key, new each time", () => {
    for (const { request } of requests) {
      const key = request.header.find((header) => header.key === "Idempotency-Key")?.value;
      const isKeyed = request.method !== "GET" && !request.auth;
      expect(key).toBe(isKeyed ? "{{$guid}}" : undefined);
    }
  });
});

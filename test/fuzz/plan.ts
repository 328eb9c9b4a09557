import fc from "fast-check";
import { z } from "zod";
import { operationsOf, type PlacedOperation } from "@/lib/api/openapi/operations-of";
import type { Resource } from "@/lib/api/route/resource";
import { spoilt } from "./change-json";
import { oddJson, oddString } from "./odd-values";
import { headersOf } from "./plan-headers";
import { referenceByName, referenceInPath } from "./references";
import { schemaArbitrary } from "./schema-arbitrary";
import { spoiler } from "./spoil-text";

/** A request before it is sent: what exists is named by references, see `World`. */
export type Plan = {
  method: string;
  /** Under `/api/v1`, encoded, with its query. */
  path: string;
  headers: Record<string, string>;
  body: unknown;
  hasBody: boolean;
  spoil: { name: string; at: number } | null;
  /** Which of the things that exist it is about. */
  scene: number;
};

/** Requests to these routes, sound and unsound ones, and some to nowhere. */
export function planArbitrary(resources: readonly Resource[]): fc.Arbitrary<Plan> {
  const operations = operationsOf(resources);
  return fc.oneof(...operations.map((placed) => ({ arbitrary: planOf(placed), weight: 5 })), {
    arbitrary: anywhere(resources.map((resource) => resource.GET.path)),
    weight: operations.length,
  });
}

function planOf({ path, method, operation }: PlacedOperation): fc.Arbitrary<Plan> {
  const { body, access } = operation;
  return fc.record({
    method: fc.constant(method),
    path: fc.tuple(pathOf(path), queryOf(operation.query)).map((parts) => parts.join("")),
    headers: headersOf(access.kind),
    body: body ? bodyOf(body, operation.bodyExample) : oddJson,
    hasBody: fc.oneof(
      { arbitrary: fc.constant(body !== undefined), weight: 20 },
      { arbitrary: fc.boolean(), weight: 1 },
    ),
    spoil: spoiler,
    scene: fc.nat(1_000_000),
  });
}

/** Any method on any path, of ours or not. */
function anywhere(paths: readonly string[]): fc.Arbitrary<Plan> {
  const path = fc.oneof(
    fc.constantFrom(...paths).chain(pathOf),
    fc.array(oddString.map(encoded), { maxLength: 4 }).map((parts) => `/${parts.join("/")}`),
  );
  return fc.record({
    method: fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"),
    path: fc.tuple(path, queryOf(undefined)).map((parts) => parts.join("")),
    headers: headersOf("any"),
    body: oddJson,
    hasBody: fc.boolean(),
    spoil: spoiler,
    scene: fc.nat(1_000_000),
  });
}

/** References stay as they are until the request is sent. */
const encoded = (text: string) =>
  encodeURIComponent(text.toWellFormed()).replaceAll("%E2%80%B9", "‹").replaceAll("%E2%80%BA", "›");

const oddSegment = fc.oneof(
  { arbitrary: oddString.map(encoded), weight: 4 },
  { arbitrary: oddString.map((text) => `ext:${encoded(text)}`), weight: 2 },
  {
    arbitrary: fc.constantFrom("%", "%zz", "%00", "%2e%2e", "%2F", "%c0%80", "%ed%a0%80", ":", ";", "a%20b"),
    weight: 2,
  },
);

function pathOf(template: string): fc.Arbitrary<string> {
  const words = template.split("/");
  const segments = words.map((word, index) => segmentOf(word, words[index - 1] ?? ""));
  return fc.tuple(...segments).map((parts) => parts.join("/"));
}

function segmentOf(word: string, before: string): fc.Arbitrary<string> {
  const parameter = /^\{(\w+)\}$/.exec(word)?.[1];
  if (parameter === undefined) return fc.constant(word);
  const known = parameter === "chainId" ? "31337" : referenceInPath(before, parameter);
  return known
    ? fc.oneof({ arbitrary: fc.constant(known), weight: 9 }, { arbitrary: oddSegment, weight: 1 })
    : oddSegment;
}

/** Mostly what the schema knows, a few fields at a time. */
function queryOf(schema: z.ZodType | undefined): fc.Arbitrary<string> {
  const fields = schema instanceof z.ZodObject ? Object.entries(schema.shape) : [];
  const known = fields.map(([name, field]) =>
    fc.oneof(
      { arbitrary: fc.constant([]), weight: 25 },
      { arbitrary: queryValue(name, field).map((value) => [[name, value]]), weight: 6 },
      { arbitrary: oddString.map((value) => [[name, value]]), weight: 1 },
    ),
  );
  const unknown = fc.oneof(
    { arbitrary: fc.constant([]), weight: 30 },
    { arbitrary: fc.tuple(oddString, oddString).map((pair) => [pair]), weight: 1 },
    {
      arbitrary: fc.constantFrom("limit", "eventId", "cursor").map((name) => [
        [name, "1"],
        [name, "2"],
      ]),
      weight: 1,
    },
  );
  return fc.tuple(...known, unknown).map((parts) => {
    const pairs = parts.flat().map(([name = "", value = ""]) => `${encoded(name)}=${encoded(value)}`);
    return pairs.length > 0 ? `?${pairs.join("&")}` : "";
  });
}

function queryValue(name: string, field: unknown): fc.Arbitrary<string> {
  if (name === "limit") return fc.constantFrom("1", "2", "50", "200");
  const reference = referenceByName(name);
  if (reference) return fc.constant(reference);
  return field instanceof z.ZodType ? schemaArbitrary(field).map(String) : oddString;
}

/** A body: the document's example, or one made from the schema; sound, spoilt, or nothing of the kind. */
function bodyOf(schema: z.ZodType, example: unknown): fc.Arbitrary<unknown> {
  const made = schemaArbitrary(schema);
  const shown = example === undefined ? made : exampleArbitrary(example);
  return fc.oneof(
    { arbitrary: spoilt(shown, 25), weight: 6 },
    { arbitrary: spoilt(made, 40), weight: 4 },
    { arbitrary: oddJson, weight: 1 },
  );
}

/** The example about things that exist, in a time to come, and with ids of one's own that are new. */
function exampleArbitrary(example: unknown): fc.Arbitrary<unknown> {
  return fc.record({ n: fc.nat(1_000_000), nonce: fc.boolean() }).map(({ n, nonce }) =>
    JSON.parse(
      JSON.stringify(example, (name, value: unknown) => {
        if (typeof value !== "string") return value;
        if (name === "externalId" || (name === "nonce" && nonce)) return `${value}-${n}`;
        if (/^20\d\d-/.test(value)) return value.replace(/^20\d\d/, "2031");
        return referenceByName(name) ?? value;
      }),
    ),
  );
}

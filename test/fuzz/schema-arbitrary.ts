import fc from "fast-check";
import { z } from "zod";
import { referenceByName } from "./references";

type JsonSchema = z.core.JSONSchema.JSONSchema;
type AnySchema = z.core.JSONSchema._JSONSchema;

/** Values that a schema describes, most of which it takes: what JSON schema can't say isn't followed. */
export function schemaArbitrary(schema: z.ZodType): fc.Arbitrary<unknown> {
  const root = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return arbitraryOf(root, { root, name: "" });
}

type Place = { root: JsonSchema; name: string };

function arbitraryOf(schema: AnySchema, place: Place): fc.Arbitrary<unknown> {
  if (typeof schema === "boolean") return fc.jsonValue({ maxDepth: 2 });
  if (schema.$ref) return arbitraryOf(resolve(schema.$ref, place.root), place);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf ?? (schema.allOf ? schema.allOf.slice(0, 1) : null);
  if (choices) return fc.oneof(...choices.map((each) => arbitraryOf(each, place)));
  return byType(schema, place);
}

function resolve(ref: string, root: JsonSchema): AnySchema {
  if (ref === "#") return root;
  const found = root.$defs?.[ref.replace("#/$defs/", "")];
  if (!found) throw new Error(`The schema has no ${ref}.`);
  return found;
}

function byType(schema: JsonSchema, place: Place): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case "object":
      return objectOf(schema, place);
    case "array":
      return arrayOf(schema, place);
    case "string":
      return stringOf(schema, place.name);
    case "integer":
      return fc.integer({
        min: schema.minimum ?? -1_000,
        max: Math.min(schema.maximum ?? 1_000, 2 ** 31 - 1),
      });
    case "number":
      return fc.double({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000, noNaN: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return fc.oneof(fc.jsonValue({ maxDepth: 2 }), stringOf({}, place.name));
  }
}

function objectOf(schema: JsonSchema, { root }: Place): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {});
  const model = Object.fromEntries(
    properties.map(([name, property]) => [name, arbitraryOf(property, { root, name })]),
  );
  return fc.record(model, { requiredKeys: schema.required ?? [] });
}

function arrayOf(schema: JsonSchema, place: Place): fc.Arbitrary<unknown> {
  const items = Array.isArray(schema.items) ? schema.items[0] : schema.items;
  const minLength = schema.minItems ?? 0;
  return fc.array(arbitraryOf(items ?? true, place), {
    minLength,
    maxLength: Math.max(minLength, Math.min(schema.maxItems ?? 3, 3)),
  });
}

const ADDRESSES = [
  "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc",
] as const;

function stringOf(schema: JsonSchema, name: string): fc.Arbitrary<unknown> {
  const reference = referenceByName(name);
  if (reference) return fc.constant(reference);
  if (schema.format === "date-time") return someTime;
  if (schema.format === "email") return fc.constantFrom("ada@example.org", "Ada.L+1@Example.ORG");
  if (schema.format === "uri")
    return fc.constantFrom("https://example.org/a.png", "http://example.org/?a=b#c");
  const examples = (schema.examples ?? [schema.example]).filter((each) => typeof each === "string");
  if (examples.some((each) => /^0x[0-9a-fA-F]{40}$/.test(each))) return fc.constantFrom(...ADDRESSES);
  const free = freeText(schema);
  return examples.length > 0 && !/externalId|nonce/.test(name)
    ? fc.oneof({ arbitrary: fc.constantFrom(...examples), weight: 3 }, { arbitrary: free, weight: 1 })
    : free;
}

function freeText({ pattern, minLength = 0, maxLength = 60 }: JsonSchema): fc.Arbitrary<string> {
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  return fc.oneof(
    {
      arbitrary: fc.string({
        unit: "grapheme",
        minLength,
        maxLength: Math.max(minLength, Math.min(maxLength, 30)),
      }),
      weight: 9,
    },
    { arbitrary: fc.constant("x".repeat(maxLength)), weight: 1 },
  );
}

/** Mostly in years to come, so that events are not over. */
const someTime = fc
  .tuple(
    fc.oneof(
      {
        arbitrary: fc.date({ min: new Date("2030-01-01"), max: new Date("2031-01-01"), noInvalidDate: true }),
        weight: 4,
      },
      {
        arbitrary: fc.date({ min: new Date("1999-01-01"), max: new Date("2201-01-01"), noInvalidDate: true }),
        weight: 1,
      },
    ),
    fc.constantFrom("Z", "+00:00"),
  )
  .map(([date, zone]) => date.toISOString().replace("Z", zone));

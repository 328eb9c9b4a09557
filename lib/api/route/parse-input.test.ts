import { expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { fields } from "@/lib/services/fields";
import { parseBody } from "./parse-body";
import { parseInput } from "./parse-input";
import { parseQuery } from "./parse-query";

const schema = fields({
  name: z.string(),
  tickets: z.array(fields({ to: z.string().max(3, "must have at most 3 characters") })).optional(),
});

function errorsOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, errors: error.errors };
    throw error;
  }
  return null;
}

test("names every bad field by its dotted path, unknown ones too", () => {
  const input = { tickets: [{ to: "abc" }, { to: "abcd", tow: 1 }], nmae: "x" };
  expect(errorsOf(() => parseInput(schema, input))).toEqual({
    code: "validation_failed",
    errors: [
      { path: "name", message: expect.any(String) },
      { path: "tickets.1.to", message: "must have at most 3 characters" },
      { path: "tickets.1.tow", message: expect.stringContaining("not a field") },
      { path: "nmae", message: expect.stringContaining("not a field") },
    ],
  });
});

test("a body that is no object says so at the root", () => {
  for (const input of [null, [], "text", 7]) {
    expect(errorsOf(() => parseInput(schema, input))).toEqual({
      code: "validation_failed",
      errors: [{ path: "", message: "must be an object" }],
    });
  }
});

test("finds the NUL characters that no database takes", () => {
  const input = { name: "ok", tickets: [{ to: "a\u0000" }] };
  expect(errorsOf(() => parseInput(schema, input))?.errors).toEqual([
    { path: "tickets.0.to", message: "must not contain a NUL character" },
  ]);
});

test("a hostile number of errors stays bounded", () => {
  const unknown = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`x${n}`, 1]));
  expect(errorsOf(() => parseInput(schema, { name: "x", ...unknown }))?.errors).toHaveLength(10_000);
});

test("a query parameter given twice is refused where one is expected", () => {
  const query = fields({ limit: z.string().optional(), email: z.string().optional() });
  expect(parseQuery(query, "http://x/?limit=5&email=a%2Bb%40c")).toEqual({ limit: "5", email: "a+b@c" });
  expect(errorsOf(() => parseQuery(query, "http://x/?limit=5&limit=6"))?.errors).toMatchObject([
    { path: "limit" },
  ]);
  expect(errorsOf(() => parseQuery(query, "http://x/?lmit=5"))?.errors).toMatchObject([{ path: "lmit" }]);
  expect(errorsOf(() => parseQuery(query, "http://x/?__proto__=5"))?.errors).toMatchObject([
    { path: "__proto__" },
  ]);
});

test("no body stands for an object without fields where none is required", () => {
  const nothing = new Uint8Array();
  expect(
    parseBody(fields({ gate: z.string().optional() }), { body: nothing, headers: new Headers() }),
  ).toEqual({});
  expect(errorsOf(() => parseBody(schema, { body: nothing, headers: new Headers() }))?.code).toBe(
    "malformed_json",
  );
});

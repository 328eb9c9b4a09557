import { DrizzleQueryError } from "drizzle-orm";
import { HttpRequestError } from "viem";
import { expect, test } from "vitest";
import { createLog } from "./create-log";

function logged(error: unknown): string {
  const lines: string[] = [];
  createLog("warn", { write: (line) => lines.push(line) }).error({ err: error }, "it failed");
  return lines.join("");
}

test("a node's URL, which may hold its key, is not logged", () => {
  const url = "https://rpc.example.org/v2/key-in-path?apikey=key-in-query";
  const text = logged(new HttpRequestError({ url, details: "fetch failed", body: { method: "eth_call" } }));
  expect(text).toContain("fetch failed");
  expect(text).not.toMatch(/key-in-path|key-in-query/);
});

test("a query's parameters, which may be people's names, are not logged", () => {
  const cause = new Error("duplicate key value violates unique constraint");
  const text = logged(new DrizzleQueryError("insert into tickets", ["Renée Zeltner"], cause));
  expect(text).toContain("duplicate key");
  expect(text).not.toContain("Zeltner");
});

test("any other error is logged with where it came from", () => {
  expect(logged(new TypeError("x is not a function"))).toContain("create-log.test");
});

import { mkdir, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { routeTable } from "@/app/api/v1/route-table";
import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { allOperations } from "@/test/api-client";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { runFuzz } from "./run-fuzz";
import { fuzzStage } from "./stage";
import { unreached } from "./tally";

/** `npm run test:fuzz` sends more, and with another seed each time. */
const requests = Number(process.env.FUZZ_REQUESTS ?? 3_000);
const seed = Number(process.env.FUZZ_SEED ?? 1);
const report = process.env.FUZZ_REPORT;

let runtime: TestRuntime;
let stage: Awaited<ReturnType<typeof fuzzStage>>;

beforeAll(async () => {
  runtime = await testRuntime();
  stage = await fuzzStage(runtime);
});

afterAll(() => runtime.close());

test("whatever is sent, nothing fails, the document describes each answer and nothing leaks", {
  timeout: 60_000 + requests * 200,
}, async () => {
  const found = await runFuzz({ runtime, stage, resources: routeTable, requests, seed });
  const ids = allOperations.map(({ operation }) => operation.operationId);
  if (report) {
    await mkdir("test-results", { recursive: true });
    await writeFile(report, JSON.stringify({ ...found, seed, unreached: unreached(found.tally, ids) }));
  }
  expect(found.failures).toEqual([]);
  expect(found.requests).toBeGreaterThanOrEqual(requests);
});

describe("a route that is broken is found:", () => {
  let routes = 0;
  const broken = (handler: (name: string) => Record<string, unknown>) =>
    resource(`/broken/${++routes}`, {
      POST: route({
        operationId: "breakDown",
        tag: "System",
        summary: "Break down",
        description: "A route with a mistake.",
        access: requireScope("events:read"),
        body: z.object({ name: z.string() }),
        responses: { 200: { description: "The name", schema: z.record(z.string(), z.string()) } },
        handler: async ({ body }) => reply(200, handler(body.name) as Record<string, string>),
      }),
    });

  const found = async (handler: (name: string) => Record<string, unknown>) => {
    const resources = [broken(handler)];
    const { failures } = await runFuzz({
      runtime,
      stage,
      resources,
      requests: 1_000,
      seed: 1,
      failuresMax: 1,
    });
    return failures[0];
  };

  test("none is, when nothing is wrong", async () => {
    expect(await found(() => ({ name: "well" }))).toBeUndefined();
  });

  test("one that fails for half a surrogate pair", async () => {
    const failure = await found((name) => {
      if (!name.isWellFormed()) throw new Error("half a pair");
      return {};
    });
    expect(failure).toContain("status of a failure");
  });

  test("one that answers what the document doesn't describe", async () => {
    expect(await found((name) => ({ length: name.length }))).toContain("expected string");
  });

  test("one that tells of the database", async () => {
    expect(await found(() => ({ detail: 'violates unique constraint "api_keys_hash"' }))).toContain(
      "The answer tells",
    );
  });

  test("one that tells of another organisation", async () => {
    const [mark = ""] = stage.secrets.ofOthers;
    expect(await found(() => ({ name: mark }))).toContain("another organisation");
  });
});

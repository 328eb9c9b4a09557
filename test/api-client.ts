import { expect } from "vitest";
import { z } from "zod";
import { routeTable } from "@/app/api/v1/route-table";
import { errorCodesOf } from "@/lib/api/openapi/error-responses";
import { operationsOf } from "@/lib/api/openapi/operations-of";
import type { AnyOperation } from "@/lib/api/route/operation";
import type { Method, Resource } from "@/lib/api/route/resource";
import { organisations } from "@/lib/db/schema/auth";
import { newId } from "@/lib/ids";
import { createApiKey } from "@/lib/services/api-key/create";
import { SCOPES, type Scope } from "@/lib/services/context";
import { sawAnswer } from "./seen-answers";
import type { TestRuntime } from "./test-runtime";

const ORIGIN = "http://localhost:3000";

type Options = { body?: unknown; headers?: Record<string, string>; raw?: BodyInit };

export type ApiAnswer = { status: number; headers: Headers; body: unknown; text: string };

export type ApiClient = ReturnType<typeof clientWith>;

/**
 * A new organisation with an API key, and a client that calls the routes in this process. Each answer is held against
 * the document: a status, code or field that it doesn't name fails the test.
 */
export async function apiClient(runtime: TestRuntime) {
  const organisationId = newId("org");
  await runtime.db.insert(organisations).values({
    id: organisationId,
    name: "Harbour Hall",
    slug: organisationId,
    walletAddress: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  });
  return {
    ...(await keyHolder(runtime, organisationId, SCOPES)),
    organisationId,
    /** Another key of the same organisation. */
    colleague: (scopes: readonly Scope[]) => keyHolder(runtime, organisationId, scopes),
  };
}

async function keyHolder(runtime: TestRuntime, organisationId: string, scopes: readonly Scope[]) {
  const ctx = runtime.context({ organisationId });
  const { id, key } = await createApiKey({ ctx, input: { name: "Test", scopes: [...scopes] } });
  return { ...clientWith({ Authorization: `Bearer ${key}` }), key, keyId: id };
}

/** A client that says nothing of itself but these headers. */
export function clientWith(common: Record<string, string>) {
  const send = async (method: Method, path: string, options: Options = {}) => {
    const request = requestFor(method, path, { ...options, headers: { ...common, ...options.headers } });
    const { handler, operation } = routeFor(method, path);
    const response = await handler(request);
    return checkAnswer(response, operation, method);
  };
  return {
    send,
    get: (path: string, options?: Options) => send("GET", path, options),
    post: (path: string, body?: unknown, options?: Options) =>
      send("POST", path, { ...options, ...(body === undefined ? {} : { body }) }),
    patch: (path: string, body?: unknown, options?: Options) =>
      send("PATCH", path, { ...options, ...(body === undefined ? {} : { body }) }),
    delete: (path: string, options?: Options) => send("DELETE", path, options),
  };
}

export function requestFor(method: string, path: string, { body, raw, headers }: Options = {}): Request {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const all = { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers };
  return new Request(`${ORIGIN}/api/v1${path}`, {
    method,
    headers: all,
    ...(sent === undefined ? {} : { body: sent }),
  });
}

/** The handler that the framework would pick. */
function routeFor(method: Method, path: string) {
  const [pathname = ""] = path.split("?");
  const best = findResource(routeTable, pathname)?.[method];
  if (!best) throw new Error(`No route has the path ${path}.`);
  return { handler: best, operation: best.operation };
}

/** The one of these resources that the framework would pick: of those that fit, the one with the most words of its own. */
export function findResource(resources: readonly Resource[], pathname: string): Resource | undefined {
  const words = (template: string) => template.split("/").filter((part) => !part.startsWith("{")).length;
  const [best] = resources
    .filter(({ GET: { path } }) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(pathname))
    .sort((a, b) => words(b.GET.path) - words(a.GET.path));
  return best;
}

/** Holds an answer against the document. @returns it, read. */
export async function checkAnswer(
  response: Response,
  operation: AnyOperation | undefined,
  method: Method,
): Promise<ApiAnswer> {
  const { status, headers } = response;
  const text = await response.text();
  expect(headers.get("X-Request-Id")).toBeTruthy();
  const isJson = /json$/.test(headers.get("Content-Type") ?? "");
  const body: unknown = isJson ? JSON.parse(text) : text;
  if (operation) {
    checkBody({ operation, method, status, headers, body });
    sawAnswer(operation.operationId, status, body);
  }
  return { status, headers, body, text };
}

type Checked = { operation: AnyOperation; method: Method; status: number; headers: Headers; body: unknown };

function checkBody({ operation, method, status, headers, body }: Checked): void {
  const spec = operation.responses[status];
  if (!spec) {
    const { code } = problemOf({ status, headers, body, text: "" });
    expect(errorCodesOf(operation, method), "codes in the document").toContain(code);
  } else if ("schema" in spec) {
    expect(spec.schema.parse(body)).toEqual(body);
  } else {
    expect(headers.get("Content-Type")).toBe("text" in spec ? spec.text : spec.stream);
  }
}

const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** The problem document of a refusal. */
export function problemOf({ status, headers, body }: ApiAnswer) {
  expect(headers.get("Content-Type")).toBe("application/problem+json");
  const problem = problemSchema.parse(body);
  expect(problem.status).toBe(status);
  return problem;
}

/** Every operation of the API, for tests of them all. */
export const allOperations = operationsOf(routeTable);

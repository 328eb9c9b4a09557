import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { type ApiAnswer, allOperations, apiClient, clientWith, requestFor } from "@/test/api-client";
import { type ApiCaller, apiCallers } from "@/test/authorisation/api-callers";
import { EXPECTED_ACCESS, type Expected } from "@/test/authorisation/expected-access";
import { NAMED_BY_FIELD, organisersThings } from "@/test/authorisation/organisers-things";
import { expectedVerdict, verdictOf } from "@/test/authorisation/verdict";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";

type Client = Awaited<ReturnType<typeof apiClient>>;
type Placed = (typeof allOperations)[number];

let runtime: TestRuntime;
let organiser: Client;
let foreigner: Client;
let callers: ApiCaller[];

beforeAll(async () => {
  runtime = await testRuntime();
  organiser = await apiClient(runtime);
  foreigner = await apiClient(runtime);
  callers = await apiCallers(runtime, organiser);
});

afterAll(() => runtime.close());

const expectedOf = ({ operation }: Placed): Expected => {
  const expected = EXPECTED_ACCESS[operation.operationId];
  if (!expected) throw new Error(`${operation.operationId} is not in test/authorisation/expected-access.ts.`);
  return expected;
};

const UNKNOWN = "01k0000000e008000000000000".slice(1);
const pathWith = (path: string, id: string) => path.replaceAll(/\{\w+\}/g, id);

describe("the table of who may call what", () => {
  test("has every operation, and no others", () => {
    const ids = allOperations.map(({ operation }) => operation.operationId);
    expect(Object.keys(EXPECTED_ACCESS).sort()).toEqual(ids.sort());
  });

  test("says of every path that isn't open to all what its id names", () => {
    for (const placed of allOperations.filter(({ path }) => path.includes("{"))) {
      const { access, names } = expectedOf(placed);
      expect(
        names !== undefined || access === "public" || access === "open",
        placed.operation.operationId,
      ).toBe(true);
    }
  });
});

describe("every operation lets in whom it should and nobody else", () => {
  const wrong: string[] = [];
  let asked = 0;

  test.each(allOperations)("$method $path", async (placed) => {
    const { access } = expectedOf(placed);
    const found: string[] = [];
    for (const caller of callers) {
      const { method, path } = placed;
      const answer = await clientWith({ ...caller.headers }).send(method, pathWith(path, `evt_${UNKNOWN}`));
      const [expected, verdict] = [expectedVerdict(access, caller), verdictOf(answer)];
      if (verdict !== expected) found.push(`${caller.name}: ${verdict} instead of ${expected}`);
      if (answer.status === 401) expect(answer.headers.get("WWW-Authenticate")).toMatch(/^Bearer/);
      asked += 1;
    }
    wrong.push(...found);
    expect(found).toEqual([]);
  });

  test("and that is all of them", () => {
    console.log(`matrix: ${allOperations.length} routes × ${callers.length} callers, ${wrong.length} wrong`);
    expect(asked).toBe(allOperations.length * callers.length);
  });

  test("which a route with another scope would show", async () => {
    const list = allOperations.find(({ operation }) => operation.operationId === "listEvents");
    if (!list) throw new Error("There is no such operation.");
    const mistaken = resource("/events", {
      GET: { ...list.operation, access: requireScope("tickets:read") },
    });
    const caller = callers.find(({ name }) => name === "key with events:read");
    if (!caller) throw new Error("There is no such caller.");
    const response = await mistaken.GET(requestFor("GET", "/events", { headers: { ...caller.headers } }));
    const { status, headers } = response;
    expect(verdictOf({ status, headers, body: await response.json(), text: "" })).toBe("403 tickets:read");
    expect(expectedVerdict(expectedOf(list).access, caller)).toBe("let in");
  });
});

describe("another organisation's things are answered like those that don't exist", () => {
  let things: Awaited<ReturnType<typeof organisersThings>>;
  const naming = allOperations.filter((placed) => EXPECTED_ACCESS[placed.operation.operationId]?.names);

  beforeAll(async () => {
    things = await organisersThings(runtime, organiser);
  });

  /** An answer without what tells calls apart. */
  const plain = ({ status, headers, text }: ApiAnswer) => ({
    status,
    headers: [...headers].filter(([name]) => name !== "x-request-id"),
    text: text.replace(/"requestId":"[^"]*"/, "").replace(/"(id|createdAt)":"[^"]*"/g, ""),
  });

  const ask = (client: Client, placed: Placed, id: string) => {
    const { method, path, operation } = placed;
    const { under, body = operation.bodyExample ?? {} } = expectedOf(placed);
    const place = under ? path.replace(/\{\w+\}/, things.ours[under]) : path;
    return client.send(method, pathWith(place, id), operation.body ? { body } : {});
  };

  test.each(naming)("$method $path: 404, byte for byte", async (placed) => {
    const { names } = expectedOf(placed);
    if (!names) throw new Error("Nothing is named.");
    const real = things.ours[names];
    const unknown = plain(await ask(foreigner, placed, `${real.slice(0, 4)}${UNKNOWN}`));
    expect(unknown.status).toBe(404);
    const external = things.external[names];
    for (const id of [real, ...(external ? [external, `${external}-unknown`] : [])]) {
      expect(plain(await ask(foreigner, placed, id)), id).toEqual(unknown);
    }
  });

  const notPublic = allOperations.filter((placed) => expectedOf(placed).access !== "public");
  const namingInside = notPublic.flatMap((placed) =>
    fieldsThatName(placed).map((field) => ({ ...placed, placed, field })),
  );

  test.each(namingInside)("$method $path: $field of theirs", async ({ placed, field }) => {
    const kind = NAMED_BY_FIELD[field];
    if (!kind) throw new Error("Nothing is named.");
    const real = things.ours[kind];
    const unknown = `${real.slice(0, 4)}${UNKNOWN}`;
    const theirs = plain(await askWith(foreigner, placed, field, real));
    expect({ ...theirs, text: theirs.text.replaceAll(real, unknown) }).toEqual(
      plain(await askWith(foreigner, placed, field, unknown)),
    );
  });

  /** Deletes last: what is deleted isn't there for the others. */
  const ownTurn = naming.toSorted((a, b) => Number(a.method === "DELETE") - Number(b.method === "DELETE"));

  test.each(ownTurn)("while the organiser's own $method $path finds it", async (placed) => {
    const { names } = expectedOf(placed);
    if (!names) throw new Error("Nothing is named.");
    if (names === "batch") await runtime.pipeline.drain();
    expect((await ask(organiser, placed, things.ours[names])).status).not.toBe(404);
  });
});

/** The fields of an operation's query and example body that name something of an organisation. */
function fieldsThatName({ operation }: Placed): string[] {
  const { query, bodyExample } = operation;
  const inQuery = query instanceof z.ZodObject ? Object.keys(query.shape) : [];
  const inBody = [...JSON.stringify(bodyExample ?? null).matchAll(/"(\w+)":/g)].map(([, name = ""]) => name);
  return [...new Set([...inQuery, ...inBody])].filter((name) => name in NAMED_BY_FIELD);
}

/** Asks with one field, of query or body, set to an id. */
async function askWith(client: Client, { method, path, operation }: Placed, field: string, id: string) {
  const inQuery = operation.query instanceof z.ZodObject && field in operation.query.shape;
  const body: unknown = JSON.parse(
    JSON.stringify(operation.bodyExample ?? {}, (name, value: unknown) => (name === field ? id : value)),
  );
  const target = pathWith(path, `tkt_${UNKNOWN}`);
  return client.send(method, inQuery ? `${target}?${field}=${id}` : target, operation.body ? { body } : {});
}

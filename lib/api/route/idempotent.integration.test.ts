import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/lib/db/database";
import type { OpenDatabase } from "@/lib/db/open-database";
import { AppError } from "@/lib/errors";
import { createSeal } from "@/lib/seal";
import type { Scope } from "@/lib/services/context";
import { testDatabase } from "@/test/test-database";
import type { Answer } from "./answer";
import { fingerprintOf, idempotencyKeyOf, idempotent } from "./idempotent";

let opened: OpenDatabase;
let db: Database;
let nowMs = 0;
let keys = 0;
let key = "";
const seal = createSeal("secret", "test");
const clock = { now: () => new Date(nowMs) };

beforeAll(async () => {
  opened = await testDatabase();
  db = opened.db;
  await db.execute(sql`create table effects (id serial primary key, name text)`);
});
afterAll(() => opened.close());
beforeEach(async () => {
  nowMs = Date.UTC(2030, 0, 1);
  keys += 1;
  key = `key-${keys}`;
  await db.execute(sql`delete from effects`);
});

const answer = (body: string, status = 201): Answer => ({
  status,
  headers: { "Content-Type": "text/x" },
  body,
});

async function effects(): Promise<number> {
  const { rows } = await db.execute<{ count: string }>(sql`select count(*) as count from effects`);
  return Number(rows[0]?.count);
}

/** A call that does something and tells which run it was. */
let runs = 0;
const working = async (database: Database) => {
  runs += 1;
  const run = runs;
  await database.execute(sql`insert into effects (name) values ('x')`);
  return answer(`run ${run}`);
};

const call = (change: Partial<Parameters<typeof idempotent>[0]> = {}) =>
  idempotent({
    db,
    clock,
    owner: "org_1",
    key,
    fingerprint: "same",
    scopes: [],
    seal,
    run: working,
    ...change,
  });

test("a repeat is answered the same bytes, without a second effect", async () => {
  const first = await call();
  const second = await call();
  expect(second).toEqual({ ...first, headers: { "Content-Type": "text/x", "Idempotency-Replayed": "true" } });
  expect(await effects()).toBe(1);
});

test("of many equal calls at once one has an effect, and all who get an answer get the same", async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => call()));
  expect(await effects()).toBe(1);
  const bodies = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value.body] : []));
  expect(new Set(bodies).size).toBe(1);
  for (const outcome of outcomes) {
    if (outcome.status === "rejected")
      expect(outcome.reason).toMatchObject({ code: "idempotency_in_flight" });
  }
});

test("the same calls without a key each have an effect: the race is there", async () => {
  await Promise.all(Array.from({ length: 10 }, () => call({ key: null })));
  expect(await effects()).toBe(10);
});

test("nobody can read a kept answer in the table", async () => {
  await call({ run: async () => answer("tc_a-key-shown-once") });
  const { rows } = await db.execute<{ body: string }>(
    sql`select response_body as body from idempotency_keys where key = ${key}`,
  );
  expect(rows[0]?.body).toBeTruthy();
  expect(rows[0]?.body).not.toContain("tc_a-key-shown-once");
  expect(Buffer.from(rows[0]?.body ?? "", "base64").toString()).not.toContain("tc_a-key-shown-once");
});

test("an answer that can't be read any more is not made again", async () => {
  await call();
  await expect(call({ seal: createSeal("another", "test") })).rejects.toMatchObject({
    code: "idempotency_key_reused",
  });
  expect(await effects()).toBe(1);
});

test("keys of organisations are apart", async () => {
  await call();
  await call({ owner: "org_2" });
  expect(await effects()).toBe(2);
});

test("another request with the same key is refused", async () => {
  await call();
  await expect(call({ fingerprint: "other" })).rejects.toMatchObject({ code: "idempotency_key_reused" });
});

test("a refusal that is returned is kept", async () => {
  await call({ run: async () => answer("sold out", 409) });
  expect(await call()).toMatchObject({ status: 409, body: "sold out" });
  expect(await effects()).toBe(0);
});

test("a failure undoes what was written and leaves the key free", async () => {
  const failing = async (database: Database) => {
    await working(database);
    throw new AppError("internal_error", "Broken.");
  };
  await expect(call({ run: failing })).rejects.toMatchObject({ code: "internal_error" });
  expect(await effects()).toBe(0);
  expect(await call()).toMatchObject({ status: 201 });
  expect(await effects()).toBe(1);
});

describe("a call that ends without a word, as in a crash,", () => {
  /** Claims the key and never answers. */
  const crash = async () => {
    await db.execute(sql`insert into idempotency_keys (organisation_id, key, request_hash, created_at, expires_at)
      values ('org_1', ${key}, 'same', ${new Date(nowMs).toISOString()}, ${new Date(nowMs + 30_000).toISOString()})`);
  };

  test("holds its key for the lease: another call is told so", async () => {
    await crash();
    nowMs += 29_000;
    const refused = call();
    await expect(refused).rejects.toMatchObject({
      code: "idempotency_in_flight",
      extra: { retryAfterSeconds: 1 },
    });
    expect(await effects()).toBe(0);
  });

  test("frees its key after the lease", async () => {
    await crash();
    nowMs += 30_000;
    expect(await call()).toMatchObject({ status: 201 });
    expect(await effects()).toBe(1);
  });
});

test("a call that outlived its lease is undone when another took its key over", async () => {
  const slow = async (database: Database) => {
    const done = await working(database);
    // What another call does after the lease; here from within, since PGlite has one connection.
    await database.execute(sql`update idempotency_keys set created_at = created_at + interval '30 seconds'`);
    return done;
  };
  await expect(call({ run: slow })).rejects.toMatchObject({ code: "idempotency_in_flight" });
  expect(await effects()).toBe(0);
});

test("an answer is kept for 24 hours", async () => {
  await call();
  nowMs += 24 * 3600_000 - 1;
  expect((await call()).headers["Idempotency-Replayed"]).toBe("true");
  nowMs += 1;
  expect((await call()).headers["Idempotency-Replayed"]).toBeUndefined();
  expect(await effects()).toBe(2);
});

describe("the key of a request", () => {
  const keyOf = (value: string | null, method = "POST") =>
    idempotencyKeyOf(
      new Request("http://x", {
        method,
        ...(value === null ? {} : { headers: { "Idempotency-Key": value } }),
      }),
    );

  test("is what was sent, on methods that change something", () => {
    expect(keyOf("a b~1")).toBe("a b~1");
    expect(keyOf("a".repeat(255), "DELETE")).toHaveLength(255);
    expect(keyOf(null)).toBeNull();
    expect(keyOf("a", "GET")).toBeNull();
  });

  test.each(["", "a".repeat(256), "é"])("%j is refused", (value) => {
    expect(() => keyOf(value)).toThrow(expect.objectContaining({ code: "validation_failed" }));
  });
});

test("calls differ by method, path, query and body", () => {
  const fingerprint = (url: string, text: string, method = "POST") =>
    fingerprintOf(new Request(url, { method }), new TextEncoder().encode(text));
  const all = [
    fingerprint("http://x/a", "1"),
    fingerprint("http://x/a", "1", "PATCH"),
    fingerprint("http://x/a", "2"),
    fingerprint("http://x/a?b=1", "1"),
    fingerprint("http://x/b", "1"),
    fingerprintOf(new Request("http://x/a", { method: "POST" }), "too_large"),
  ];
  expect(new Set(all).size).toBe(all.length);
});

describe("a repeat by a colleague", () => {
  const first: readonly Scope[] = ["tickets:read", "tickets:write"];

  test("who may do as much or more is answered the same", async () => {
    await call({ scopes: first });
    const colleague = await call({ scopes: ["keys:write", ...first.toReversed()] });
    expect(colleague.headers["Idempotency-Replayed"]).toBe("true");
  });

  test("who may do less is told nothing of the answer, and which scope that takes", async () => {
    await call({ scopes: first });
    await expect(call({ scopes: ["tickets:read"] })).rejects.toMatchObject({
      code: "forbidden",
      extra: { requiredScope: "tickets:write" },
    });
    expect(await effects()).toBe(1);
  });

  test("who may do more is not answered somebody else's 403", async () => {
    await call({ scopes: [], run: async () => answer("no", 403) });
    await expect(call({ scopes: first })).rejects.toMatchObject({ code: "idempotency_key_reused" });
    expect(await call({ scopes: [] })).toMatchObject({ status: 403 });
  });
});

describe("what is waited for", () => {
  test("is waited for once, outside of the transaction of the work", async () => {
    const databases: unknown[] = [];
    const wait = async () => {
      databases.push("waited");
      expect(await effects()).toBe(0);
      return null;
    };
    await call({ wait });
    await call({ wait });
    expect(databases).toEqual(["waited"]);
    expect(await effects()).toBe(1);
  });

  test("may end the call: that answer is kept", async () => {
    await call({ wait: async () => answer("not yet", 409) });
    expect(await call()).toMatchObject({ status: 409, body: "not yet" });
    expect(await effects()).toBe(0);
  });

  test("leaves the key free where it fails", async () => {
    const wait = () => Promise.reject(new AppError("internal_error", "Broken."));
    await expect(call({ wait })).rejects.toMatchObject({ code: "internal_error" });
    expect(await call()).toMatchObject({ status: 201 });
  });
});

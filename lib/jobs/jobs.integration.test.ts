import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import pino from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { openChain } from "@/lib/chain/open-chain";
import { localSigner } from "@/lib/chain/signer";
import type { OpenDatabase } from "@/lib/db/open-database";
import { idempotencyKeys } from "@/lib/db/schema/account";
import { sessions, users, verifications } from "@/lib/db/schema/auth";
import { holds } from "@/lib/db/schema/sale";
import { webhookDeliveries, webhookEndpoints, webhookMessages } from "@/lib/db/schema/webhooks";
import { ANVIL_ORGANISER_KEY, LOCAL_CHAIN_ID } from "@/lib/env";
import { newId } from "@/lib/ids";
import { createSeal } from "@/lib/seal";
import { systemClock } from "@/lib/services/context";
import { ADA, aContext, aPublishedEvent, typeOf } from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { allJobs } from "./all-jobs";
import { type AnyJob, defineJob } from "./define-job";
import { expire } from "./expire";
import { type Jobs, openJobs } from "./open-jobs";

const isEmbedded = !process.env.TEST_DATABASE_URL;
const PATIENCE_MS = 30_000;
const BROKEN = "BEGIN; select 1; select 1/0; COMMIT;";

let database: OpenDatabase;
const open: Jobs[] = [];
const lines: string[] = [];
const log = pino({ level: "info" }, { write: (line: string) => lines.push(line) });

beforeAll(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((jobs) => jobs.stop()));
});
afterAll(() => database.close());

const ctx = () => ({ db: database.db, clock: systemClock, log, chain: noChain, webhooks: noWebhooks });

async function running(...jobs: AnyJob[]): Promise<Jobs> {
  const opened = await openJobs({ runSql: database.runSql, isEmbedded, jobs, ctx: ctx() });
  open.push(opened);
  return opened;
}

const noChain = openChain({
  rpcUrls: ["http://127.0.0.1:1"],
  chainId: LOCAL_CHAIN_ID,
  nativeSymbol: "ETH",
  tokens: [],
  explorerUrl: null,
  signers: [localSigner(ANVIL_ORGANISER_KEY)],
});
const noWebhooks = {
  seal: createSeal("none", "webhooks"),
  allowLoopback: false,
  resolve: async () => [],
  retryDelaysMs: [],
};

let names = 0;

/** A job that notes what it was called with. */
function aJob(run: (n: number) => Promise<void> = async () => {}) {
  names += 1;
  const seen: number[] = [];
  const job = defineJob({
    name: `test_${names}`,
    schema: z.object({ n: z.int() }),
    pollSeconds: 0.5,
    run: async ({ data: { n } }) => {
      seen.push(n);
      await run(n);
    },
  });
  return { job, seen };
}

async function schedules(): Promise<string[]> {
  const { rows } = await database.db.execute<{ name: string }>(
    sql`select name from jobs.schedule order by name`,
  );
  return rows.map(({ name }) => name);
}

describe("jobs", () => {
  test("run once for each time that they are sent", async () => {
    const { job, seen } = aJob();
    const jobs = await running(job);
    for (const n of [1, 2, 3]) await jobs.send(job, { n });
    await vi.waitUntil(() => seen.length === 3, PATIENCE_MS);
    expect(seen.toSorted()).toEqual([1, 2, 3]);
    expect(lines.some((line) => line.includes(`"job":"${job.name}"`) && line.includes("job done"))).toBe(
      true,
    );
  });

  test("are sent with the transaction that asks for them, or not at all", async () => {
    const { job, seen } = aJob();
    const jobs = await running(job);
    const undone = database.db.transaction(async (tx) => {
      await jobs.send(job, { n: 1 }, tx);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await database.db.transaction((tx) => jobs.send(job, { n: 2 }, tx));
    await vi.waitUntil(() => seen.length > 0, PATIENCE_MS);
    expect(seen).toEqual([2]);
  });

  test("are not sent with data that they could not read", async () => {
    const { job } = aJob();
    const jobs = await running(job);
    await expect(jobs.send(job, { n: 0.5 })).rejects.toThrow(/int/);
  });

  test("that fail are tried again, and logged with the job's id", async () => {
    let attempts = 0;
    const { job, seen } = aJob(async () => {
      attempts += 1;
      if (attempts === 1) throw new Error("not this time");
    });
    const jobs = await running(job);
    await jobs.send(job, { n: 7 });
    await vi.waitUntil(() => attempts === 2, PATIENCE_MS);
    expect(seen).toEqual([7, 7]);
    const logged = lines.find((line) => line.includes("not this time")) ?? "{}";
    expect(JSON.parse(logged)).toMatchObject({ job: job.name, jobId: expect.any(String), level: 50 });
  });

  test("are shared by several processes that began at once on a database without any", async () => {
    const fresh = await testDatabase();
    const { job, seen } = aJob();
    const start = () =>
      openJobs({ runSql: fresh.runSql, isEmbedded, jobs: [job], ctx: { ...ctx(), db: fresh.db } });
    const all = await Promise.all([start(), start(), start()]);
    const [first] = all;
    for (let n = 0; n < 12; n++) await first?.send(job, { n });
    await vi.waitUntil(() => seen.length >= 12, PATIENCE_MS);
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => n));
    await Promise.all(all.map((jobs) => jobs.stop()));
    await fresh.close();
  });

  test("that were taken out lose their schedule", async () => {
    const old = { ...aJob().job, schedule: "0 4 * * *" };
    await (await running(old)).stop();
    expect(await schedules()).toContain(old.name);
    await running(...allJobs);
    expect(await schedules()).toEqual(["expire"]);
  });
});

describe("the app beside the jobs", () => {
  test("waits for no job: one that takes its time holds no connection", async () => {
    const release = Promise.withResolvers<void>();
    const { job, seen } = aJob(() => release.promise);
    const jobs = await running(job);
    await jobs.send(job, { n: 1 });
    await vi.waitUntil(() => seen.length === 1, PATIENCE_MS);

    const tookMs: number[] = [];
    for (let i = 0; i < 200; i++) {
      const startedMs = performance.now();
      await database.db.transaction(async (tx) => tx.execute(sql`select count(*) from idempotency_keys`));
      tookMs.push(performance.now() - startedMs);
    }
    release.resolve();
    console.info(`beside jobs, the slowest of 200 transactions took ${Math.max(...tookMs).toFixed(1)} ms`);
    expect(Math.max(...tookMs)).toBeLessThan(1_000);
  });

  test("never falls into a transaction of theirs that failed", async () => {
    const broken = () => database.runSql(BROKEN).then(() => null, String);
    const statements = () => database.db.execute(sql`select 1 as one`);
    const results = await Promise.all([broken(), statements(), broken(), statements(), statements()]);
    expect(results.filter((result) => typeof result === "string")).toEqual([
      expect.stringContaining("division by zero"),
      expect.stringContaining("division by zero"),
    ]);
    expect(
      await database.db.transaction(async (tx) => (await tx.execute(sql`select 2 as two`)).rows),
    ).toEqual([{ two: 2 }]);
  });

  test("would, if they ran in no transaction of PGlite's own: the test above can fail", async () => {
    const client = await PGlite.create("memory://");
    const broken = client.exec(BROKEN).catch(() => client.query("ROLLBACK"));
    const beside = client.query("select 1 as one").then(() => null, String);
    await broken;
    expect(await beside).toContain("current transaction is aborted");
    await client.close();
  });
});

describe("expire", () => {
  const now = new Date("2030-01-01T00:00:00Z");
  const [past, future] = [new Date(now.getTime() - 1), new Date(now.getTime() + 1)];

  test("removes what has had its time, however much it is, and nothing else", async () => {
    const { db } = database;
    const key = (n: number, expiresAt: Date) => ({
      organisationId: "org",
      key: `${n}`,
      requestHash: "x",
      expiresAt,
    });
    await db.insert(idempotencyKeys).values(Array.from({ length: 2_500 }, (_, n) => key(n, past)));
    await db.insert(idempotencyKeys).values(key(-1, future));
    const [user] = await db
      .insert(users)
      .values({ id: "usr_1", name: "Ada", email: "ada@example.org" })
      .returning();
    const session = (token: string, expiresAt: Date) => ({
      id: token,
      token,
      userId: user?.id ?? "",
      expiresAt,
    });
    await db.insert(sessions).values([session("old", past), session("new", future)]);
    const nonce = (id: string, expiresAt: Date) => ({ id, identifier: id, value: "x", expiresAt });
    await db.insert(verifications).values([nonce("old", past), nonce("new", future)]);

    const signal = new AbortController().signal;
    await expire.run({ data: {}, ctx: { ...ctx(), clock: { now: () => now } }, signal });
    const left = [
      (await db.select().from(idempotencyKeys)).map((row) => row.key),
      (await db.select().from(sessions)).map((row) => row.id),
      (await db.select().from(verifications)).map((row) => row.id),
    ];
    expect(left).toEqual([["-1"], ["new"], ["new"]]);
  });

  test("keeps holds for a day after they ended", async () => {
    const { db } = database;
    const event = await aPublishedEvent(await aContext(db), {
      startsAt: "2031-01-01T00:00:00Z",
      endsAt: "2031-01-02T00:00:00Z",
    });
    const hold = (nonce: number, expiresAt: Date) => ({
      id: newId("hld"),
      eventId: event.id,
      ticketTypeId: typeOf(event),
      quantity: 1,
      buyer: ADA,
      nonce,
      unitPriceUnits: 1n,
      signer: ADA,
      signature: "0x" as const,
      expiresAt,
    });
    const aDayAgo = new Date(now.getTime() - 86_400_000);
    await db
      .insert(holds)
      .values([hold(1, aDayAgo), hold(2, new Date(aDayAgo.getTime() + 1)), hold(3, future)]);
    const signal = new AbortController().signal;
    await expire.run({ data: {}, ctx: { ...ctx(), clock: { now: () => now } }, signal });
    expect((await db.select().from(holds)).map(({ nonce }) => nonce).sort()).toEqual([2, 3]);
  });

  test("keeps what webhooks told for 30 days, and what is still on its way", async () => {
    const { db } = database;
    const aMonthAgo = new Date(now.getTime() - 30 * 86_400_000);
    const endpoint = async (status: "enabled" | "disabled") => {
      const id = newId("whe");
      const row = { id, organisationId: "org", url: "http://127.0.0.1:1/", events: [], secret: "", status };
      await db.insert(webhookEndpoints).values(row);
      return id;
    };
    const [on, off] = [await endpoint("enabled"), await endpoint("disabled")];
    /** A message and, to an endpoint, its delivery. */
    const told = async (
      subject: string,
      at: Date,
      delivery?: { endpointId: string; status: "pending" | "failed"; createdAt?: Date },
    ) => {
      const id = newId("msg");
      const type = "event.cancelled" as const;
      await db
        .insert(webhookMessages)
        .values({ id, organisationId: "org", type, subject, data: {}, at, body: "{}" });
      if (!delivery) return;
      await db
        .insert(webhookDeliveries)
        .values({ id: newId("evd"), messageId: id, subject, createdAt: at, ...delivery });
    };
    await told("nobody listened", aMonthAgo);
    await told("done", aMonthAgo, { endpointId: on, status: "failed" });
    await told("for one that is off", aMonthAgo, { endpointId: off, status: "pending" });
    await told("on its way", aMonthAgo, { endpointId: on, status: "pending" });
    await told("replayed", aMonthAgo, { endpointId: on, status: "failed", createdAt: now });
    await told("younger", new Date(aMonthAgo.getTime() + 1), { endpointId: on, status: "failed" });
    const signal = new AbortController().signal;
    await expire.run({ data: {}, ctx: { ...ctx(), clock: { now: () => now } }, signal });
    const left = await db.select().from(webhookMessages);
    expect(left.map(({ subject }) => subject).sort()).toEqual(["on its way", "replayed", "younger"]);
    expect(await db.select().from(webhookDeliveries)).toHaveLength(3);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { aDraft, anEvent, aTicket, eventBody } from "@/test/api-builders";
import { type ApiAnswer, apiClient, problemOf } from "@/test/api-client";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";

const CALLS = 500;

type Client = Awaited<ReturnType<typeof apiClient>>;

let runtime: TestRuntime;
let api: Client;

beforeAll(async () => {
  runtime = await testRuntime();
});
beforeEach(async () => {
  api = await apiClient(runtime);
});
afterAll(() => runtime.close());

const atOnce = <T>(calls: number, call: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: calls }, (_, n) => call(n)));

/** How many rows a list has. */
async function rowsOf(path: string): Promise<number> {
  const { body } = await api.get(path);
  return z.object({ data: z.array(z.unknown()), nextCursor: z.null() }).parse(body).data.length;
}

const byStatus = (answers: readonly ApiAnswer[]) => Object.groupBy(answers, ({ status }) => status);

/** A call that changes something, and how often it did. */
type Case = {
  name: string;
  status: number;
  prepare(): Promise<{
    path: string;
    body: unknown;
    otherBody(n: number): unknown;
    effects(): Promise<number>;
  }>;
};

const CASES: readonly Case[] = [
  {
    name: "POST /events",
    status: 201,
    prepare: async () => ({
      path: "/events",
      body: eventBody(),
      otherBody: (n) => eventBody({ name: `Night ${n}` }),
      effects: () => rowsOf("/events?limit=200"),
    }),
  },
  {
    name: "POST /tickets/mint",
    status: 202,
    prepare: async () => {
      const event = await anEvent(api, { ticketTypes: [{ name: "General", price: "25", supply: 1_000 }] });
      const mint = (part: object) => ({
        eventId: event.id,
        tickets: [{ ticketTypeId: event.typeId, ...part }],
      });
      return {
        path: "/tickets/mint",
        body: mint({}),
        otherBody: (n) => mint({ externalId: `A-${n}` }),
        effects: () => rowsOf("/tickets?limit=200"),
      };
    },
  },
  {
    name: "POST /tickets/{id}/checkin",
    status: 200,
    prepare: async () => {
      const { id } = await aTicket(api);
      return {
        path: `/tickets/${id}/checkin`,
        body: { gate: "North" },
        otherBody: (n) => ({ gate: `Gate ${n}` }),
        effects: () => rowsOf(`/tickets/${id}/scans?limit=200`),
      };
    },
  },
  {
    name: "POST /events/{id}/publish",
    status: 202,
    prepare: async () => {
      const { id } = await aDraft(api);
      return {
        path: `/events/${id}/publish`,
        body: {},
        otherBody: (n) => ({ [`unknown${n}`]: true }),
        effects: () => rowsOf(`/audit-log?entityId=${id}&action=event.publish`),
      };
    },
  },
];

describe.each(CASES)("$name", ({ status, prepare }) => {
  test("500 times at once with one Idempotency-Key: one effect, and one answer for all who get one", async () => {
    const { path, body, effects } = await prepare();
    const headers = { "Idempotency-Key": "at-once" };
    const answers = byStatus(await atOnce(CALLS, () => api.post(path, body, { headers })));
    expect(await effects()).toBe(1);

    const { [status]: done = [], 409: waiting = [], ...others } = answers;
    expect(others).toEqual({});
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    expect(done.filter((answer) => !answer.headers.has("Idempotency-Replayed"))).toHaveLength(1);
    for (const answer of waiting) expect(problemOf(answer).code).toBe("idempotency_in_flight");

    const later = await api.post(path, body, { headers });
    expect([later.status, later.text]).toEqual([status, done[0]?.text]);
    expect(await effects()).toBe(1);
  });

  test("at once with one key and different bodies: one runs, the others are told", async () => {
    const { path, otherBody, effects } = await prepare();
    const headers = { "Idempotency-Key": "other-bodies" };
    const answers = await atOnce(100, (n) => api.post(path, otherBody(n), { headers }));
    const reused = answers.filter(
      (answer) => answer.status === 422 && problemOf(answer).code === "idempotency_key_reused",
    );
    expect(reused).toHaveLength(99);
    expect(await effects()).toBeLessThanOrEqual(1);
  });
});

describe("without a key the same calls race (negative control):", () => {
  /** What so many calls at once do and answer where nothing tells that they are one. */
  async function unguarded(name: string, calls: number) {
    const { path, body, effects } = (await CASES.find((each) => each.name === name)?.prepare()) ?? {};
    if (!path || !effects) throw new Error(`There is no case ${name}.`);
    const answers = await atOnce(calls, () => api.post(path, body));
    return { effects: await effects(), different: new Set(answers.map(({ text }) => text)).size };
  }

  test("each makes an event", async () => {
    expect(await unguarded("POST /events", 50)).toEqual({ effects: 50, different: 50 });
  });

  test("each mints", async () => {
    expect(await unguarded("POST /tickets/mint", 50)).toEqual({ effects: 50, different: 50 });
  });

  test("each is a scan of its own, refused or not", async () => {
    expect(await unguarded("POST /tickets/{id}/checkin", 50)).toEqual({ effects: 50, different: 50 });
  });

  test("but one publishes: what happens once for each event needs no key", async () => {
    expect(await unguarded("POST /events/{id}/publish", 50)).toMatchObject({ effects: 1 });
  });
});

describe("at once and without keys", () => {
  test("200 check-ins of one ticket with different nonces admit once", async () => {
    const { id } = await aTicket(api);
    const answers = await atOnce(200, (n) => api.post(`/tickets/${id}/checkin`, { nonce: `n-${n}` }));
    const { 200: admitted = [], 409: refused = [] } = byStatus(answers);
    expect([admitted.length, refused.length]).toEqual([1, 199]);
    for (const answer of refused) expect(problemOf(answer).code).toBe("already_checked_in");
    expect(await rowsOf(`/audit-log?entityId=${id}&action=ticket.check_in`)).toBe(1);
  });

  test("100 mints for 10 places take 10", async () => {
    const event = await anEvent(api);
    const body = { eventId: event.id, tickets: [{ ticketTypeId: event.typeId }] };
    const { 202: minted = [], 409: refused = [] } = byStatus(
      await atOnce(100, () => api.post("/tickets/mint", body)),
    );
    expect([minted.length, refused.length]).toEqual([10, 90]);
    for (const answer of refused) expect(problemOf(answer).code).toBe("sold_out");
    expect(await rowsOf(`/tickets?eventId=${event.id}&limit=200`)).toBe(10);
    expect((await api.get(`/events/${event.id}/stats`)).body).toMatchObject({
      totals: { issued: 10, available: 0 },
    });
  });
});

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { PgSelectQueryBuilderBase } from "drizzle-orm/pg-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type WebhookType,
  webhookDeliveries,
  webhookEndpoints,
  webhookMessages,
} from "@/lib/db/schema/webhooks";
import { newId } from "@/lib/ids";
import { getSecret } from "@/lib/services/webhook/get-secret";
import { rotateSecret } from "@/lib/services/webhook/rotate-secret";
import { updateEndpoint } from "@/lib/services/webhook/update";
import { queueDeliveries } from "@/lib/webhooks/queue-deliveries";
import { newSecret } from "@/lib/webhooks/secret";
import { someoneWaitsForALock } from "@/test/someone-waits";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import type { JobContext } from "./define-job";
import { deliverWebhook } from "./deliver-webhook";
import { feedWebhooks } from "./feed-webhooks";

type Asked = { deliveryId: string; attempt: number };

let runtime: TestRuntime;
let server: Server;
let url: string;
/** What the receiver answers to a message, once it does. */
let answer: (messageId: string) => Promise<number> | number;
let received: string[];
let now: Date;

beforeAll(async () => {
  runtime = await testRuntime();
  server = createServer(async (request, response) => {
    const id = `${request.headers["webhook-id"]}`;
    received.push(id);
    response.writeHead(await answer(id)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
beforeEach(async () => {
  await runtime.db.delete(webhookEndpoints);
  await runtime.db.delete(webhookMessages);
  answer = () => 204;
  received = [];
  now = new Date();
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  server.close();
  await runtime.close();
});

function context(): JobContext {
  const { db, chain, log, webhooks } = runtime;
  return { db, chain, log, webhooks, clock: { now: () => now } };
}

const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

/** One round of what feeds. @returns the jobs it asked for. */
async function feed(): Promise<Asked[]> {
  const asked: Asked[] = [];
  const sendAll = async (_job: unknown, data: readonly object[]) => {
    asked.push(...(data as Asked[]));
  };
  await feedWebhooks({ ctx: context(), jobs: { sendAll } });
  return asked;
}

const work = (data: Asked) =>
  deliverWebhook.run({ data, ctx: context(), signal: new AbortController().signal });

async function anEndpoint(change: Partial<typeof webhookEndpoints.$inferInsert> = {}) {
  const [id, organisationId] = [newId("whe"), newId("org")];
  const secret = runtime.webhooks.seal.close(newSecret());
  const row = { id, organisationId, url, events: ["ticket.issued"], secret, ...change };
  await runtime.db.insert(webhookEndpoints).values(row);
  return { id, organisationId };
}

/** Announces something about each of these. */
async function tell(
  organisationId: string,
  subjects: readonly string[],
  type: WebhookType = "ticket.issued",
) {
  const messages = subjects.map((subject) => {
    return { id: newId("msg"), organisationId, type, subject, data: {}, at: now };
  });
  await runtime.db.insert(webhookMessages).values(messages);
  return messages.map(({ id }) => id);
}

const deliveries = () => runtime.db.select().from(webhookDeliveries).orderBy(webhookDeliveries.seq);
const statuses = async () => (await deliveries()).map(({ status }) => status);

function only<T>(all: readonly T[]): T {
  const [one] = all;
  if (one === undefined || all.length > 1) throw new Error(`There are ${all.length}, not one.`);
  return one;
}

test("a job goes on with what is due to its endpoint, and with nobody else's", async () => {
  const [one, other] = [await anEndpoint(), await anEndpoint()];
  await tell(one.organisationId, ["a", "b", "c", "d", "e", "f"]);
  await tell(other.organisationId, ["x"]);
  const asked = await feed();
  expect(asked).toHaveLength(5);
  const [first] = asked;
  if (!first) throw new Error("No job was asked for.");
  const { endpointId } = only((await deliveries()).filter(({ id }) => id === first.deliveryId));
  // The four are taken by jobs of their own; what is free behind them goes with the first.
  await work(first);
  expect(received).toHaveLength(endpointId === one.id ? 3 : 1);
});

test("at most four to an endpoint are under way, whatever is due to it", async () => {
  const { organisationId } = await anEndpoint();
  await tell(
    organisationId,
    Array.from({ length: 20 }, (_, i) => `${i}`),
  );
  expect(await feed()).toHaveLength(4);
  expect(await feed()).toEqual([]);
});

test("what concerns one thing is asked for one after another, also in a later round", async () => {
  const { organisationId } = await anEndpoint();
  const [first, second] = await tell(organisationId, ["a", "a"]);
  const asked = only(await feed());
  await tell(organisationId, ["a"]);
  expect(await feed()).toEqual([]);
  answer = (id) => (id === first && received.length === 1 ? 500 : 204);
  await work(asked);
  expect(received).toEqual([first]);
  later(1);
  await work(only(await feed()));
  expect(received.slice(0, 3)).toEqual([first, first, second]);
  expect(await statuses()).toEqual(["delivered", "delivered", "delivered"]);
});

describe("an attempt whose process died", () => {
  test("is made again after a minute, not before", async () => {
    const { organisationId } = await anEndpoint();
    await tell(organisationId, ["a"]);
    const asked = only(await feed());
    const hanging = Promise.withResolvers<number>();
    answer = () => hanging.promise;
    const dead = work(asked);
    await vi.waitUntil(() => received.length === 1);
    later(59);
    expect(await feed()).toEqual([]);
    later(2);
    const again = only(await feed());
    expect(again).toEqual({ ...asked, attempt: 2 });

    answer = () => 204;
    await work(again);
    expect(await statuses()).toEqual(["delivered"]);
    // It was not dead after all: what it has to say counts no more.
    hanging.resolve(410);
    await dead;
    expect(only(await deliveries())).toMatchObject({
      status: "delivered",
      attempts: 2,
      log: [{ status: 204 }],
    });
    expect(only(await runtime.db.select().from(webhookEndpoints)).status).toBe("enabled");
  });

  test("whose job is tried twice is made once", async () => {
    const { organisationId } = await anEndpoint();
    await tell(organisationId, ["a"]);
    answer = () => 500;
    const asked = only(await feed());
    await work(asked);
    later(1);
    await work(asked);
    expect(received).toHaveLength(1);
  });
});

test("a job that was lost is asked for again", async () => {
  const { organisationId } = await anEndpoint();
  await tell(organisationId, ["a"]);
  const asked = only(await feed());
  later(599);
  expect(await feed()).toEqual([]);
  later(2);
  expect(await feed()).toEqual([asked]);
});

test("a secret that can't be read is a failed attempt, and nothing is sent", async () => {
  const { organisationId } = await anEndpoint({ secret: "sealed by another server" });
  await tell(organisationId, ["a"]);
  await work(only(await feed()));
  const { status, log } = only(await deliveries());
  expect(status).toBe("pending");
  expect(log).toMatchObject([{ status: null, error: expect.stringContaining("rotate it") }]);
  expect(received).toEqual([]);
});

test("a secret that is rotated because it can't be read is no hindrance any more", async () => {
  const { id, organisationId } = await anEndpoint({ secret: "sealed by another server" });
  const ctx = runtime.context({ organisationId });
  const { secret } = await rotateSecret({ ctx, input: { id }, settings: runtime.webhooks });
  await tell(organisationId, ["a"]);
  await work(only(await feed()));
  expect(await statuses()).toEqual(["delivered"]);
  const kept = await getSecret({ ctx, input: { id }, settings: runtime.webhooks });
  expect(kept).toMatchObject({ secret, previousSecret: null });
});

test("many endpoints of one organisation take no more than its places", async () => {
  const { organisationId } = await anEndpoint();
  for (let i = 0; i < 5; i++) await anEndpoint({ organisationId });
  const other = await anEndpoint();
  const subjects = ["a", "b", "c", "d", "e"];
  await tell(organisationId, subjects);
  await tell(other.organisationId, subjects);
  expect(await feed()).toHaveLength(16 + 4);
  expect(await feed()).toEqual([]);
});

test("what is due to one receiver keeps no place from its neighbours", async () => {
  const { organisationId } = await anEndpoint();
  for (let i = 0; i < 3; i++) await anEndpoint({ organisationId });
  const quick = await anEndpoint({ organisationId, events: ["ticket.checked_in"] });
  await tell(organisationId, ["a", "b", "c", "d", "e", "f"]);
  expect(await feed()).toHaveLength(16);
  // All of it was lost, and is due again before what is new.
  later(601);
  const [news] = await tell(organisationId, ["g"], "ticket.checked_in");
  const asked = await feed();
  expect(asked).toHaveLength(16);
  const { id } = only((await deliveries()).filter(({ messageId }) => messageId === news));
  expect(asked.map(({ deliveryId }) => deliveryId)).toContain(id);
  expect(only((await deliveries()).filter(({ endpointId }) => endpointId === quick.id)).id).toBe(id);
});

test("410 switches off, and what it answered is sent when the endpoint is switched on again", async () => {
  const { id, organisationId } = await anEndpoint();
  const [first] = await tell(organisationId, ["a"]);
  answer = () => 410;
  await work(only(await feed()));
  const endpoint = async () => only(await runtime.db.select().from(webhookEndpoints));
  expect(await endpoint()).toMatchObject({ status: "disabled", disabledReason: "It answered 410: gone." });
  expect(await feed()).toEqual([]);

  answer = () => 204;
  const ctx = runtime.context({ organisationId });
  await updateEndpoint({ ctx, input: { id, status: "enabled" }, settings: runtime.webhooks });
  await work(only(await feed()));
  expect(received).toEqual([first, first]);
  expect(await statuses()).toEqual(["delivered"]);
});

test("410 switches off no endpoint that was given another URL meanwhile", async () => {
  const { id, organisationId } = await anEndpoint();
  await tell(organisationId, ["a"]);
  const asked = only(await feed());
  answer = async () => {
    answer = () => 204;
    await runtime.db
      .update(webhookEndpoints)
      .set({ url: `${url}new` })
      .where(eq(webhookEndpoints.id, id));
    return 410;
  };
  await work(asked);
  expect(received).toHaveLength(2);
  expect(await statuses()).toEqual(["delivered"]);
  expect(only(await runtime.db.select().from(webhookEndpoints)).status).toBe("enabled");
});

// PGlite has one connection, so that only a server with several can show the race.
describe.runIf(process.env.TEST_DATABASE_URL)("two messages about one thing are queued at once", () => {
  test("and one of them is due", async () => {
    const { id: endpointId, organisationId } = await anEndpoint({ events: [] });
    const ids = await tell(organisationId, ["a", "a"]);
    const queue = (messageId: string, meanwhile = async () => {}) =>
      runtime.db.transaction(async (tx) => {
        await queueDeliveries(tx, [{ endpointId, messageId, subject: "a" }], now);
        await meanwhile();
      });
    let second: Promise<void> = Promise.resolve();
    await queue(ids[0] ?? "", async () => {
      let isDone = false;
      second = queue(ids[1] ?? "").finally(() => {
        isDone = true;
      });
      await vi.waitUntil(async () => isDone || (await someoneWaitsForALock(runtime.db)));
    });
    await second;
    expect((await deliveries()).map(({ nextAttemptAt }) => nextAttemptAt !== null)).toEqual([true, false]);
  });
});

// PGlite has one connection, so that only a server with several can show the race.
describe.runIf(process.env.TEST_DATABASE_URL)("something is queued while what came before it ends", () => {
  /** Queues a second message about a thing, and before that is committed delivers the first. @returns what is due then. */
  async function queueWhileTheFirstEnds() {
    const { id: endpointId, organisationId } = await anEndpoint();
    const [messageId] = await tell(organisationId, ["a"]);
    if (!messageId) throw new Error("Nothing was told.");
    const asked = only(await feed());
    let working: Promise<unknown> = Promise.resolve();
    await runtime.db.transaction(async (tx) => {
      await queueDeliveries(tx, [{ endpointId, messageId, subject: "a" }], now);
      let isDone = false;
      working = work(asked).finally(() => {
        isDone = true;
      });
      await vi.waitUntil(async () => isDone || (await someoneWaitsForALock(runtime.db)));
    });
    await working;
    return (await deliveries()).map(({ status, nextAttemptAt }) => [status, nextAttemptAt !== null]);
  }

  test("it is sent right after", async () => {
    expect(await queueWhileTheFirstEnds()).toEqual([
      ["delivered", false],
      ["delivered", false],
    ]);
  });

  test("would wait for ever without the lock (negative control)", async () => {
    vi.spyOn(PgSelectQueryBuilderBase.prototype, "for").mockReturnThis();
    expect(await queueWhileTheFirstEnds()).toEqual([
      ["delivered", false],
      ["pending", false],
    ]);
  });
});

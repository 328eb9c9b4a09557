import { eq } from "drizzle-orm";
import { PgSelectQueryBuilderBase } from "drizzle-orm/pg-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { actions } from "@/lib/db/schema/pipeline";
import { batches } from "@/lib/db/schema/tickets";
import { webhookEndpoints, webhookMessages } from "@/lib/db/schema/webhooks";
import { newId } from "@/lib/ids";
import { failActions } from "@/lib/pipeline/batcher/fail-actions";
import { someoneWaitsForALock } from "@/test/someone-waits";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { announceConfirmed } from "./announce-actions";

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => runtime.close());

/** A batch of two actions, one of them in a transaction, the other still queued. */
async function aBatch() {
  const { db } = runtime;
  const organisationId = newId("org");
  await db.insert(webhookEndpoints).values({
    id: newId("whe"),
    organisationId,
    url: "http://127.0.0.1:1/hooks",
    events: ["batch.completed"],
    secret: "",
  });
  const [batchId, transactionId, sentId, queuedId] = [newId("bat"), newId("txn"), newId("act"), newId("act")];
  await db.insert(batches).values({ id: batchId, organisationId, kind: "checkin", total: 2 });
  const common = { organisationId, eventId: newId("evt"), batchId, kind: "check_in", payload: {} } as const;
  await db.insert(actions).values([
    { ...common, id: sentId, ticketIds: [newId("tkt")], status: "submitted", transactionId },
    { ...common, id: queuedId, ticketIds: [newId("tkt")], status: "queued" },
  ]);
  return { organisationId, transactionId, sentId, queuedId };
}

/** The index confirms a batch's one action, and before that is committed the batcher fails the other. @returns what was told. */
async function endBothAtOnce() {
  const { organisationId, transactionId, sentId, queuedId } = await aBatch();
  let failing: Promise<unknown> = Promise.resolve();
  await runtime.db.transaction(async (tx) => {
    await tx.update(actions).set({ status: "confirmed" }).where(eq(actions.id, sentId));
    await announceConfirmed(tx, [transactionId]);
    let hasFailed = false;
    failing = failActions(runtime.db, [{ id: queuedId, code: "Refused", detail: "It can't be." }]).then(
      () => {
        hasFailed = true;
      },
    );
    await vi.waitUntil(async () => hasFailed || (await someoneWaitsForALock(runtime.db)));
  });
  await failing;
  const told = await runtime.db
    .select({ type: webhookMessages.type })
    .from(webhookMessages)
    .where(eq(webhookMessages.organisationId, organisationId));
  return told.map(({ type }) => type);
}

// PGlite has one connection, so that only a server with several can show the race.
describe.runIf(process.env.TEST_DATABASE_URL)("a batch whose last two actions end at once", () => {
  it("is told to be complete, once", async () => {
    expect(await endBothAtOnce()).toEqual(["batch.completed"]);
  });

  it("would never be without the lock (negative control)", async () => {
    vi.spyOn(PgSelectQueryBuilderBase.prototype, "for").mockReturnThis();
    expect(await endBothAtOnce()).toEqual([]);
  });
});

import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "@/lib/db/open-database";
import { actions, transactions } from "@/lib/db/schema/pipeline";
import { newId } from "@/lib/ids";
import { getBatch } from "@/lib/services/batch/get";
import { batchOutput } from "@/lib/services/batch/schema";
import { mintTickets } from "@/lib/services/ticket/mint";
import { mintTicketsInput } from "@/lib/services/ticket/schema";
import { ADA, aContext, aPublishedEvent, limitedTo, refused, typeOf } from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { getAction } from "./get";
import { actionOutput } from "./schema";

let database: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A batch of an order of three tickets, one of two, and two single tickets. */
async function aBatch() {
  const ctx = await aContext(database.db);
  const event = await aPublishedEvent(ctx);
  const tickets = ["1", "1", "1", "2", "2", undefined, undefined].map((orderId) => ({
    ticketTypeId: typeOf(event),
    to: ADA,
    orderId,
  }));
  const { batch } = await mintTickets({ ctx, input: mintTicketsInput.parse({ eventId: event.id, tickets }) });
  const rows = await database.db
    .select()
    .from(actions)
    .where(eq(actions.batchId, batch.id))
    .orderBy(actions.seq);
  return { ctx, event, batch, actionIds: rows.map((row) => row.id) };
}

const update = (id: string | undefined, change: Partial<typeof actions.$inferInsert>) =>
  database.db
    .update(actions)
    .set(change)
    .where(eq(actions.id, id ?? ""));

describe("getBatch", () => {
  it("counts tickets, not actions, and confirmed includes final", async () => {
    const { ctx, batch, actionIds } = await aBatch();
    await update(actionIds[0], { status: "confirmed" });
    await update(actionIds[1], { status: "final" });
    await update(actionIds[2], { status: "failed" });
    const seen = await getBatch({ ctx, input: { id: batch.id } });
    expect(batchOutput.parse(seen)).toEqual(seen);
    expect(seen).toMatchObject({
      id: batch.id,
      total: 7,
      queued: 1,
      submitted: 0,
      confirmed: 5,
      final: 2,
      failed: 1,
    });
  });

  it("answers another organisation's, unknown and malformed ids alike: not_found", async () => {
    const { batch } = await aBatch();
    const ctx = await aContext(database.db);
    for (const id of [batch.id, newId("bat"), "bat_x", newId("act")]) {
      expect((await refused(getBatch({ ctx, input: { id } }))).code).toBe("not_found");
    }
  });

  it("needs tickets:read: forbidden", async () => {
    const { ctx, batch } = await aBatch();
    const limited = limitedTo(ctx, "tickets:write");
    expect((await refused(getBatch({ ctx: limited, input: { id: batch.id } }))).code).toBe("forbidden");
  });
});

describe("getAction", () => {
  it("names the transaction that carries it", async () => {
    const { ctx, actionIds } = await aBatch();
    const [id = ""] = actionIds;
    const transactionId = newId("txn");
    const hash = `0x${transactionId.slice(4).padStart(64, "0")}` as const;
    await database.db.insert(transactions).values({
      id: transactionId,
      chainId: 31337,
      signer: ADA,
      nonce: 1,
      hash,
      to: ADA,
      kind: "mint",
      gasLimit: 1n,
      maxFeePerGas: 1n,
      storedAtBlock: 0,
    });
    await update(id, { status: "confirmed", transactionId, blockNumber: 12 });
    const action = await getAction({ ctx, input: { id } });
    expect(actionOutput.parse(action)).toEqual(action);
    expect(action).toMatchObject({ kind: "mint", status: "confirmed", txHash: hash, blockNumber: 12 });
    expect(action.ticketIds).toHaveLength(3);
    expect(action).not.toHaveProperty("error");
  });

  it("says why it failed", async () => {
    const { ctx, actionIds } = await aBatch();
    const [id = ""] = actionIds;
    const error = { code: "SupplyExceeded", detail: "Fewer are left." };
    await update(id, { status: "failed", error });
    expect(await getAction({ ctx, input: { id } })).toMatchObject({ status: "failed", error });
  });

  it("answers another organisation's, unknown and malformed ids alike: not_found", async () => {
    const { actionIds } = await aBatch();
    const ctx = await aContext(database.db);
    for (const id of [actionIds[0] ?? "", newId("act"), "act_x"]) {
      expect((await refused(getAction({ ctx, input: { id } }))).code).toBe("not_found");
    }
  });

  it("needs tickets:read: forbidden", async () => {
    const ctx = limitedTo(await aContext(database.db), "events:read");
    expect((await refused(getAction({ ctx, input: { id: "act_x" } }))).code).toBe("forbidden");
  });
});

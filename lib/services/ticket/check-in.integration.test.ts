import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "@/lib/db/open-database";
import { events } from "@/lib/db/schema/events";
import { actions } from "@/lib/db/schema/pipeline";
import { scans, tickets } from "@/lib/db/schema/tickets";
import { newId } from "@/lib/ids";
import type { Context } from "@/lib/services/context";
import {
  aContext,
  aPublishedEvent,
  aTicket,
  HOUR_MS,
  limitedTo,
  NOW,
  refused,
  type TestContext,
} from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { checkInTicket } from "./check-in";
import { invalidateTicket } from "./invalidate";
import { checkInInput, checkInOutput } from "./schema";
import { undoCheckIn } from "./undo-check-in";

let database: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const checkIn = (ctx: Context, id: string, change: Record<string, unknown> = {}) =>
  checkInTicket({ ctx, input: checkInInput.parse({ id, ...change }) });

const scansOf = (ticketId: string) =>
  database.db.select().from(scans).where(eq(scans.ticketId, ticketId)).orderBy(scans.id);

const checkInsOf = async (eventId: string) =>
  (await database.db.select().from(actions).where(eq(actions.eventId, eventId))).filter(
    (action) => action.kind === "check_in",
  );

type Gate = { ctx: TestContext; id: string; eventId: string; mintActionId: string };

async function aGate(): Promise<Gate> {
  const ctx = await aContext(database.db);
  const event = await aPublishedEvent(ctx);
  const { id } = await aTicket(ctx, event);
  const [row] = await database.db.select().from(tickets).where(eq(tickets.id, id));
  return { ctx, id, eventId: event.id, mintActionId: row?.mintActionId ?? "" };
}

describe("checkInTicket", () => {
  it("admits at once, also before the mint is on the chain, which follows in order", async () => {
    const { ctx, id, eventId, mintActionId } = await aGate();
    const answer = await checkIn(ctx, id, { gate: "North", nonce: "n1" });
    expect(checkInOutput.parse(answer)).toEqual(answer);
    expect(answer.ticket).toMatchObject({ status: "checked_in", checkedInAt: NOW.toISOString() });
    expect(answer.scan).toMatchObject({
      ticketId: id,
      type: "entry",
      result: "admitted",
      gate: "North",
      nonce: "n1",
      by: ctx.actor.id,
      at: NOW.toISOString(),
      receivedAt: NOW.toISOString(),
    });
    expect(answer.scan).not.toHaveProperty("code");
    expect(await checkInsOf(eventId)).toMatchObject([{ ticketIds: [id], afterActionId: mintActionId }]);
  });

  it("keeps the time of the reading and the time it was told apart", async () => {
    const { ctx, id } = await aGate();
    const at = new Date(NOW.getTime() - HOUR_MS).toISOString();
    const { scan, ticket } = await checkIn(ctx, id, { at });
    expect(scan).toMatchObject({ at, receivedAt: NOW.toISOString() });
    expect(ticket.checkedInAt).toBe(at);
  });

  it("gives a repeated nonce the same answer and does nothing", async () => {
    const { ctx, id, eventId } = await aGate();
    const first = await checkIn(ctx, id, { nonce: "n1" });
    ctx.clock.advance(HOUR_MS);
    expect(await checkIn(ctx, id, { nonce: "n1", gate: "other" })).toEqual(first);
    expect(await scansOf(id)).toHaveLength(1);
    expect(await checkInsOf(eventId)).toHaveLength(1);
  });

  it("gives a repeated nonce the same refusal", async () => {
    const { ctx, id } = await aGate();
    await checkIn(ctx, id);
    const first = await refused(checkIn(ctx, id, { nonce: "n2" }));
    ctx.clock.advance(HOUR_MS);
    const again = await refused(checkIn(ctx, id, { nonce: "n2" }));
    expect({ ...again, message: again.message }).toEqual({ ...first, message: first.message });
    expect(await scansOf(id)).toHaveLength(2);
  });

  it("refuses a repeated nonce whose admission was undone: the ticket has to be read anew", async () => {
    const { ctx, id, eventId } = await aGate();
    const { scan } = await checkIn(ctx, id, { nonce: "n1" });
    await undoCheckIn({ ctx, input: { id } });
    const error = await refused(checkIn(ctx, id, { nonce: "n1" }));
    expect(error).toMatchObject({ code: "not_checked_in", extra: { scan: { id: scan.id, nonce: "n1" } } });
    expect(error.message).toContain("new nonce");
    expect(await checkInsOf(eventId)).toHaveLength(1);

    const again = await checkIn(ctx, id, { nonce: "n2" });
    expect(again.scan.result).toBe("admitted");
    expect(await refused(checkIn(ctx, id, { nonce: "n1" }))).toMatchObject({
      code: "already_checked_in",
      extra: { firstCheckIn: { scanId: again.scan.id } },
    });
    expect((await checkIn(ctx, id, { nonce: "n2" })).scan.id).toBe(again.scan.id);
  });

  it("refuses a repeated nonce whose admission somebody undid on the chain", async () => {
    const { ctx, id } = await aGate();
    await checkIn(ctx, id, { nonce: "n1" });
    // What the index does when it sees that.
    await database.db
      .update(tickets)
      .set({ checkedInAt: null, checkedInScanId: null })
      .where(eq(tickets.id, id));
    expect((await refused(checkIn(ctx, id, { nonce: "n1" }))).code).toBe("not_checked_in");
  });

  it("stores who leaves, without telling the chain", async () => {
    const { ctx, id, eventId } = await aGate();
    await checkIn(ctx, id);
    const { scan, ticket } = await checkIn(ctx, id, { type: "exit" });
    expect(scan).toMatchObject({ type: "exit", result: "admitted" });
    expect(ticket.status).toBe("checked_in");
    expect(await checkInsOf(eventId)).toHaveLength(1);
  });
});

describe("what checkInTicket refuses", () => {
  it("is a second entry, saying when, where and by whom the first was: already_checked_in", async () => {
    const { ctx, id } = await aGate();
    const { scan } = await checkIn(ctx, id, { gate: "North" });
    ctx.clock.advance(HOUR_MS);
    const error = await refused(checkIn(ctx, id, { gate: "South" }));
    expect(error.code).toBe("already_checked_in");
    expect(error.message).toContain(NOW.toISOString());
    expect(error.message).toContain("North");
    expect(error.extra).toMatchObject({
      firstCheckIn: { at: NOW.toISOString(), gate: "North", by: ctx.actor.id, scanId: scan.id },
      scan: { result: "refused", code: "already_checked_in", gate: "South" },
    });
  });

  it("names the admission in force, whichever scan has the higher id, and the same one on a repeat", async () => {
    const { ctx, id } = await aGate();
    const admission = await checkIn(ctx, id, { gate: "North" });
    // Another process, whose clock is behind, or a minute that two share: ids don't tell what came first.
    const highest = "scn_7zzzzzzzzzzzzzzzzzzzzzzzzz";
    await database.db.update(scans).set({ id: highest }).where(eq(scans.id, admission.scan.id));
    await database.db.update(tickets).set({ checkedInScanId: highest }).where(eq(tickets.id, id));
    const first = await refused(checkIn(ctx, id, { nonce: "n2" }));
    expect(first.extra).toMatchObject({ firstCheckIn: { scanId: highest, gate: "North" } });

    await undoCheckIn({ ctx, input: { id } });
    await checkIn(ctx, id, { gate: "South" });
    expect((await refused(checkIn(ctx, id, { nonce: "n2" }))).extra).toEqual(first.extra);
    expect((await refused(checkIn(ctx, id))).extra).toMatchObject({ firstCheckIn: { gate: "South" } });
  });

  it("is a ticket that somebody checked in on the chain, of which there is no scan", async () => {
    const { ctx, id } = await aGate();
    await database.db.update(tickets).set({ checkedInAt: NOW }).where(eq(tickets.id, id));
    expect(await refused(checkIn(ctx, id))).toMatchObject({
      code: "already_checked_in",
      extra: { firstCheckIn: null },
    });
  });

  it("is stored all the same", async () => {
    const { ctx, id } = await aGate();
    await checkIn(ctx, id);
    await refused(checkIn(ctx, id));
    expect(await scansOf(id)).toMatchObject([
      { result: "admitted", code: null },
      { result: "refused", code: "already_checked_in" },
    ]);
  });

  it("is an invalidated ticket: ticket_invalidated", async () => {
    const { ctx, id } = await aGate();
    await invalidateTicket({ ctx, input: { id, reason: "fraud" } });
    expect((await refused(checkIn(ctx, id))).code).toBe("ticket_invalidated");
    expect(await scansOf(id)).toMatchObject([{ result: "refused", code: "ticket_invalidated" }]);
  });

  it("is a cancelled event: event_cancelled", async () => {
    const { ctx, id, eventId } = await aGate();
    await database.db.update(events).set({ status: "cancelled" }).where(eq(events.id, eventId));
    expect((await refused(checkIn(ctx, id))).code).toBe("event_cancelled");
    expect(await scansOf(id)).toMatchObject([{ code: "event_cancelled" }]);
  });

  it("is a reading later than 24 hours after the end: check_in_closed", async () => {
    const { ctx, id } = await aGate();
    ctx.clock.advance(72 * HOUR_MS);
    expect((await refused(checkIn(ctx, id))).code).toBe("check_in_closed");
    // A gate that was offline tells of it late; the reading itself was in time.
    await expect(checkIn(ctx, id, { at: "2030-05-02T19:00:00Z" })).resolves.toMatchObject({
      ticket: { status: "checked_in" },
    });
  });

  it("is a ticket that the chain refused: not_yet_issued", async () => {
    const { ctx, id } = await aGate();
    await database.db.update(tickets).set({ mintFailed: true }).where(eq(tickets.id, id));
    expect((await refused(checkIn(ctx, id))).code).toBe("not_yet_issued");
    expect(await scansOf(id)).toMatchObject([{ code: "not_yet_issued" }]);
  });

  it("is an exit of who never came in: not_checked_in", async () => {
    const { ctx, id } = await aGate();
    expect((await refused(checkIn(ctx, id, { type: "exit" }))).code).toBe("not_checked_in");
  });

  it("is a time to come: validation_failed, and no scan", async () => {
    const { ctx, id } = await aGate();
    const at = new Date(NOW.getTime() + HOUR_MS).toISOString();
    expect(await refused(checkIn(ctx, id, { at }))).toMatchObject({
      code: "validation_failed",
      errors: [{ path: "at" }],
    });
    expect(await scansOf(id)).toEqual([]);
  });

  it("is a check-in list that there is not: not_found", async () => {
    const { ctx, id } = await aGate();
    expect((await refused(checkIn(ctx, id, { checkinListId: "cil_x" }))).code).toBe("not_found");
  });

  it("is another organisation's ticket like an unknown one: not_found", async () => {
    const ctx = await aContext(database.db);
    const foreign = await aGate();
    for (const id of [foreign.id, newId("tkt"), "tkt_x", "ext:x", ""]) {
      const error = await refused(checkIn(ctx, id));
      expect(error).toMatchObject({ code: "not_found", message: "There is no such ticket." });
    }
    expect(await scansOf(foreign.id)).toEqual([]);
  });

  it("is a caller without checkins:write: forbidden", async () => {
    const { ctx, id } = await aGate();
    expect((await refused(checkIn(limitedTo(ctx, "tickets:write"), id))).code).toBe("forbidden");
  });
});

const GATES = 20;

/** How many of many gates that read one ticket at the same moment admit it. */
async function readAtOnce({ ctx, id }: Gate) {
  const readings = Array.from({ length: GATES }, (_, gate) => checkIn(ctx, id, { gate: `${gate}` }));
  const outcomes = await Promise.allSettled(readings);
  const admitted = outcomes.filter((outcome) => outcome.status === "fulfilled").length;
  return { admitted, readings: outcomes.length };
}

describe("many gates at once", () => {
  it("admit once, and every other reading is refused and stored", async () => {
    const gate = await aGate();
    expect(await readAtOnce(gate)).toEqual({ admitted: 1, readings: GATES });
    expect(await checkInsOf(gate.eventId)).toHaveLength(1);
    const stored = await scansOf(gate.id);
    expect(stored.filter(({ result }) => result === "admitted")).toHaveLength(1);
    expect(stored).toHaveLength(GATES);
  });

  it("answer one nonce alike", async () => {
    const { ctx, id } = await aGate();
    const readings = Array.from({ length: GATES }, () => checkIn(ctx, id, { nonce: "same" }));
    const answers = await Promise.all(readings);
    expect(new Set(answers.map((answer) => answer.scan.id)).size).toBe(1);
  });

  it("either admit or let it be invalidated, never both", async () => {
    const { ctx, id } = await aGate();
    const outcomes = await Promise.allSettled([
      checkIn(ctx, id),
      invalidateTicket({ ctx, input: { id, reason: "other" } }),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  });
});

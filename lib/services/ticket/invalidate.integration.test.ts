import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "@/lib/db/open-database";
import { auditLog } from "@/lib/db/schema/account";
import { actions } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";
import { getEvent } from "@/lib/services/event/get";
import { aContext, aPublishedEvent, aTicket, limitedTo, refused } from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { checkInTicket } from "./check-in";
import { invalidateTicket } from "./invalidate";
import { checkInInput, ticketActionOutput } from "./schema";

let database: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function aHolder() {
  const ctx = await aContext(database.db);
  const event = await aPublishedEvent(ctx, { ticketTypes: [{ name: "A", price: "1", supply: 1 }] });
  const { id } = await aTicket(ctx, event, { externalId: "T-1" });
  return { ctx, event, id };
}

describe("invalidateTicket", () => {
  it("takes effect at once and keeps the reason; the chain follows after the mint", async () => {
    const { ctx, id } = await aHolder();
    const input = { id, reason: "refunded", note: "asked by phone" } as const;
    const answer = await invalidateTicket({ ctx, input });
    expect(ticketActionOutput.parse(answer)).toEqual(answer);
    expect(answer.ticket).toMatchObject({
      status: "invalidated",
      invalidation: { reason: "refunded", note: "asked by phone", at: ctx.clock.now().toISOString() },
    });
    expect(answer.action).toMatchObject({ kind: "invalidate", status: "queued", ticketIds: [id] });
    const [stored] = await database.db.select().from(tickets).where(eq(tickets.id, id));
    const [action] = await database.db.select().from(actions).where(eq(actions.id, answer.action.id));
    expect(action?.afterActionId).toBe(stored?.mintActionId);
    // What the organiser noted is not for the chain.
    expect(action?.payload).toEqual({ reason: "refunded" });
    const rows = await database.db.select().from(auditLog).where(eq(auditLog.entityId, id));
    expect(rows).toMatchObject([{ action: "ticket.invalidate" }]);
  });

  it("puts the place back on sale", async () => {
    const { ctx, event, id } = await aHolder();
    expect((await refused(aTicket(ctx, event))).code).toBe("sold_out");
    await invalidateTicket({ ctx, input: { id, reason: "cancelled" } });
    expect((await getEvent({ ctx, input: { id: event.id } })).ticketTypes[0]?.available).toBe(1);
    await expect(aTicket(ctx, event)).resolves.toMatchObject({ status: "pending" });
  });

  it("works by the caller's own id", async () => {
    const { ctx, id } = await aHolder();
    const { ticket } = await invalidateTicket({ ctx, input: { id: "ext:T-1", reason: "other" } });
    expect(ticket.id).toBe(id);
  });

  it("refuses the second time, also when both come at once: ticket_invalidated", async () => {
    const { ctx, event, id } = await aHolder();
    const calls = [1, 2].map(() => invalidateTicket({ ctx, input: { id, reason: "other" } }));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    const error = await refused(invalidateTicket({ ctx, input: { id, reason: "other" } }));
    expect(error.code).toBe("ticket_invalidated");
    expect((await getEvent({ ctx, input: { id: event.id } })).ticketTypes[0]?.issued).toBe(0);
  });

  it("refuses a ticket that was used: already_checked_in, saying when", async () => {
    const { ctx, id } = await aHolder();
    const { scan } = await checkInTicket({ ctx, input: checkInInput.parse({ id, gate: "North" }) });
    const error = await refused(invalidateTicket({ ctx, input: { id, reason: "other" } }));
    expect(error.code).toBe("already_checked_in");
    expect(error.extra).toMatchObject({ firstCheckIn: { scanId: scan.id, gate: "North" } });
  });

  it("refuses a ticket that the chain refused: not_yet_issued", async () => {
    const { ctx, id } = await aHolder();
    await database.db.update(tickets).set({ mintFailed: true }).where(eq(tickets.id, id));
    const error = await refused(invalidateTicket({ ctx, input: { id, reason: "other" } }));
    expect(error.code).toBe("not_yet_issued");
  });

  it("answers another organisation's ticket like an unknown one: not_found", async () => {
    const ctx = await aContext(database.db);
    const { id } = await aHolder();
    expect((await refused(invalidateTicket({ ctx, input: { id, reason: "other" } }))).code).toBe("not_found");
  });

  it("needs tickets:write: forbidden", async () => {
    const { ctx, id } = await aHolder();
    const limited = limitedTo(ctx, "tickets:read", "checkins:write");
    const error = await refused(invalidateTicket({ ctx: limited, input: { id, reason: "other" } }));
    expect(error.code).toBe("forbidden");
  });
});

import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "@/lib/db/open-database";
import { actions } from "@/lib/db/schema/pipeline";
import type { Context } from "@/lib/services/context";
import { aContext, aPublishedEvent, aTicket, limitedTo, refused } from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { checkInTicket } from "./check-in";
import { listScans } from "./list-scans";
import { checkInInput, ticketActionOutput } from "./schema";
import { undoCheckIn } from "./undo-check-in";

let database: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const checkIn = (ctx: Context, id: string, change: Record<string, unknown> = {}) =>
  checkInTicket({ ctx, input: checkInInput.parse({ id, ...change }) });

async function aGuest() {
  const ctx = await aContext(database.db);
  const { id } = await aTicket(ctx, await aPublishedEvent(ctx));
  return { ctx, id };
}

describe("undoCheckIn", () => {
  it("makes the ticket valid again, and the chain follows after the check-in", async () => {
    const { ctx, id } = await aGuest();
    const { scan } = await checkIn(ctx, id);
    const answer = await undoCheckIn({ ctx, input: { id } });
    expect(ticketActionOutput.parse(answer)).toEqual(answer);
    expect(answer.ticket).toMatchObject({ status: "pending", checkedInAt: null });
    expect(answer.action).toMatchObject({ kind: "undo_check_in", status: "queued", ticketIds: [id] });

    const rows = await database.db
      .select()
      .from(actions)
      .where(eq(actions.eventId, answer.ticket.eventId))
      .orderBy(actions.seq);
    const [, , entry, undo] = rows;
    expect(undo).toMatchObject({ id: answer.action.id, afterActionId: entry?.id });
    const { data } = await listScans({ ctx, input: { id, limit: 10 } });
    expect(data).toMatchObject([{ id: scan.id, undoneAt: ctx.clock.now().toISOString() }]);
  });

  it("lets the ticket in again", async () => {
    const { ctx, id } = await aGuest();
    await checkIn(ctx, id);
    await undoCheckIn({ ctx, input: { id } });
    await expect(checkIn(ctx, id)).resolves.toMatchObject({ scan: { result: "admitted" } });
    expect((await refused(checkIn(ctx, id))).code).toBe("already_checked_in");
  });

  it("undoes by the nonce of the scan that admitted", async () => {
    const { ctx, id } = await aGuest();
    await checkIn(ctx, id, { nonce: "n1" });
    const { ticket } = await undoCheckIn({ ctx, input: { id, nonce: "n1" } });
    expect(ticket.status).toBe("pending");
  });

  it("refuses the nonce of any other scan: not_checked_in", async () => {
    const { ctx, id } = await aGuest();
    await checkIn(ctx, id, { nonce: "n1" });
    await refused(checkIn(ctx, id, { nonce: "n2" }));
    for (const nonce of ["n2", "n3"]) {
      expect((await refused(undoCheckIn({ ctx, input: { id, nonce } }))).code).toBe("not_checked_in");
    }
  });

  it("refuses a ticket that is not checked in, or not any more: not_checked_in", async () => {
    const { ctx, id } = await aGuest();
    expect((await refused(undoCheckIn({ ctx, input: { id } }))).code).toBe("not_checked_in");
    await checkIn(ctx, id);
    const both = await Promise.allSettled([
      undoCheckIn({ ctx, input: { id } }),
      undoCheckIn({ ctx, input: { id } }),
    ]);
    expect(both.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("answers another organisation's ticket like an unknown one: not_found", async () => {
    const ctx = await aContext(database.db);
    const { id } = await aGuest();
    expect((await refused(undoCheckIn({ ctx, input: { id } }))).code).toBe("not_found");
  });

  it("needs checkins:write: forbidden", async () => {
    const { ctx, id } = await aGuest();
    const limited = limitedTo(ctx, "tickets:read", "tickets:write");
    expect((await refused(undoCheckIn({ ctx: limited, input: { id } }))).code).toBe("forbidden");
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/lib/db/database";
import { ADA, aContext, aPublishedEvent, aTicket, BOB, minted, refused } from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { checkInTicket } from "./check-in";
import { getHeldTicket } from "./get-held";
import { checkInInput } from "./schema";
import { undoCheckIn } from "./undo-check-in";

let database: Awaited<ReturnType<typeof testDatabase>>;
let db: Database;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database.close());

async function aHeldTicket() {
  const ctx = await aContext(db);
  const event = await aPublishedEvent(ctx);
  const ticket = await aTicket(ctx, event, { attendee: { name: "Renée", email: "renee@example.org" } });
  return { ctx, ticket };
}

describe("getHeldTicket", () => {
  it("tells the holder the guest's name, also before the ticket is minted", async () => {
    const { ctx, ticket } = await aHeldTicket();
    const input = { id: ticket.id, holder: ADA };
    expect(await getHeldTicket({ ctx, input })).toEqual({ attendeeName: "Renée", admissions: [] });
    await minted(db, ticket.id, 1_000_000_001n, ADA);
    expect(await getHeldTicket({ ctx, input })).toEqual({ attendeeName: "Renée", admissions: [] });
  });

  it("tells nobody else that there is such a ticket, not even the wallet that it was for at first", async () => {
    const { ctx, ticket } = await aHeldTicket();
    const asked = (holder: typeof ADA, id = ticket.id) => getHeldTicket({ ctx, input: { id, holder } });
    expect((await refused(asked(BOB))).code).toBe("not_found");
    expect((await refused(asked(ADA, "tkt_nonsense"))).code).toBe("not_found");
    await minted(db, ticket.id, 1_000_000_001n, BOB);
    expect((await refused(asked(ADA))).code).toBe("not_found");
    expect((await asked(BOB)).attendeeName).toBe("Renée");
  });

  it("tells of admissions and where they were, and of no refused scan", async () => {
    const { ctx, ticket } = await aHeldTicket();
    const checkIn = (gate: string) =>
      checkInTicket({ ctx, input: checkInInput.parse({ id: ticket.id, gate }) });
    await checkIn("North");
    await refused(checkIn("South"));
    await undoCheckIn({ ctx, input: { id: ticket.id } });
    const { admissions } = await getHeldTicket({ ctx, input: { id: ticket.id, holder: ADA } });
    expect(admissions).toEqual([{ at: expect.any(String), gate: "North", undoneAt: expect.any(String) }]);
  });
});

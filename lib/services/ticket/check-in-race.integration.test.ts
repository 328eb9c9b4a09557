import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { scans } from "@/lib/db/schema/tickets";
import { cancelEvent } from "@/lib/services/event/cancel";
import { aContext, aPublishedEvent, aTicket } from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { checkInTicket } from "./check-in";
import { checkInInput } from "./schema";

const GATES = 5;

// Test files share the modules that are loaded: this one's are its own, so that it has what it mocks, and no other file has.
vi.hoisted(() => vi.resetModules());
afterAll(() => void vi.resetModules());

const guard = vi.hoisted(() => ({ isOff: false }));
const door = vi.hoisted(() => ({ arrived: 0, opened: Promise.withResolvers<void>() }));

vi.mock("@/lib/db/row-version", async (original) => {
  const real = await original<typeof import("@/lib/db/row-version")>();
  const hasVersion: typeof real.hasVersion = (...version) =>
    guard.isOff ? sql`true` : real.hasVersion(...version);
  return { ...real, hasVersion };
});

/** Every gate has read the ticket before the first acts on it. */
vi.mock("./ticket-at-gate", async (original) => {
  const real = await original<typeof import("./ticket-at-gate")>();
  const readTicketAtGate: typeof real.readTicketAtGate = async (...reading) => {
    const found = await real.readTicketAtGate(...reading);
    door.arrived += 1;
    if (door.arrived === GATES) door.opened.resolve();
    await door.opened.promise;
    return found;
  };
  return { ...real, readTicketAtGate };
});

/** How often a ticket is admitted that all gates have found valid. */
async function admissions(): Promise<number> {
  const { db, close } = await testDatabase();
  onTestFinished(close);
  const ctx = await aContext(db);
  const { id } = await aTicket(ctx, await aPublishedEvent(ctx));
  Object.assign(door, { arrived: 0, opened: Promise.withResolvers<void>() });
  const readings = Array.from({ length: GATES }, () =>
    checkInTicket({ ctx, input: checkInInput.parse({ id }) }),
  );
  await Promise.allSettled(readings);
  const stored = await db.select().from(scans).where(eq(scans.ticketId, id));
  expect(stored).toHaveLength(GATES);
  return stored.filter(({ result }) => result === "admitted").length;
}

it("a gate that found the event on does not admit once it is cancelled", async () => {
  const { db, close } = await testDatabase();
  onTestFinished(close);
  const ctx = await aContext(db);
  const event = await aPublishedEvent(ctx);
  const { id } = await aTicket(ctx, event);
  Object.assign(door, { arrived: 0, opened: Promise.withResolvers<void>() });
  const readings = Array.from({ length: GATES - 1 }, () =>
    checkInTicket({ ctx, input: checkInInput.parse({ id }) }),
  );
  const outcomes = Promise.allSettled(readings);
  await vi.waitUntil(() => door.arrived === GATES - 1);
  await cancelEvent({ ctx, input: { id: event.id } });
  door.opened.resolve();
  for (const outcome of await outcomes)
    expect(outcome).toMatchObject({ reason: { code: "event_cancelled" } });
});

describe("gates that have all found a ticket valid", () => {
  it("admit it once", async () => {
    expect(await admissions()).toBe(1);
  });

  it("would each admit it if none looked whether it was changed since (negative control)", async () => {
    guard.isOff = true;
    expect(await admissions()).toBe(GATES);
  });
});

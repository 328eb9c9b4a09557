import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import { actions } from "@/lib/db/schema/pipeline";
import { ADA, aContext, aPublishedEvent, aTicket, BOB, HOUR_MS, minted } from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { listEventContracts } from "./list-contracts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let db: Database;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database.close());

async function aDeployedEvent() {
  const ctx = await aContext(db);
  const event = await aPublishedEvent(ctx);
  const [row] = await db.select().from(events).where(eq(events.id, event.id));
  await db
    .update(actions)
    .set({ status: "confirmed", blockNumber: 42 })
    .where(eq(actions.id, row?.publishActionId ?? ""));
  const contractsFor = async (owner: typeof ADA) =>
    (await listEventContracts({ ctx, input: { owner } })).filter(
      ({ address }) => address === event.contractAddress,
    );
  return { ctx, event, contractsFor };
}

describe("listEventContracts", () => {
  it("names contracts that stand, with the block they stand since", async () => {
    const { event, contractsFor } = await aDeployedEvent();
    expect(await contractsFor(ADA)).toEqual([{ address: event.contractAddress, deployedInBlock: 42 }]);
  });

  it("leaves out contracts that are not deployed yet", async () => {
    const ctx = await aContext(db);
    const { contractAddress } = await aPublishedEvent(ctx);
    const found = await listEventContracts({ ctx, input: { owner: ADA } });
    expect(found.map(({ address }) => address)).not.toContain(contractAddress);
  });

  it("keeps an event long over only for those who hold a ticket of it", async () => {
    const { ctx, event, contractsFor } = await aDeployedEvent();
    const ticket = await aTicket(ctx, event);
    await minted(db, ticket.id, 1_000_000_001n, ADA);
    ctx.clock.advance(90 * 24 * HOUR_MS);
    expect(await contractsFor(ADA)).toHaveLength(1);
    expect(await contractsFor(BOB)).toHaveLength(0);
  });
});

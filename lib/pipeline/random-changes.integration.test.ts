import { eq } from "drizzle-orm";
import fc from "fast-check";
import type { Address } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { organisations } from "@/lib/db/schema/auth";
import { ticketTypes } from "@/lib/db/schema/events";
import { actions } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Context } from "@/lib/services/context";
import type { EventOutput } from "@/lib/services/event/schema";
import { invalidateTicket } from "@/lib/services/ticket/invalidate";
import { mintTickets } from "@/lib/services/ticket/mint";
import { mintTicketsInput } from "@/lib/services/ticket/schema";
import { addTicketType } from "@/lib/services/ticket-type/add";
import { updateTicketType } from "@/lib/services/ticket-type/update";
import { OWNER } from "@/test/contract-callers";
import { aPublishedEvent } from "@/test/service-builders";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { auditChain } from "./audit/audit-chain";

const DAY_MS = 86_400_000;

let runtime: TestRuntime;
let ctx: Context;

beforeAll(async () => {
  runtime = await testRuntime();
  const organisationId = newId("org");
  ctx = runtime.context({ organisationId });
  await runtime.db.insert(organisations).values({
    id: organisationId,
    name: "An organiser",
    slug: organisationId,
    walletAddress: OWNER.address,
  });
});

afterAll(() => runtime.close());

const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

const typesOf = (event: EventOutput) =>
  runtime.db
    .select()
    .from(ticketTypes)
    .where(eq(ticketTypes.eventId, event.id))
    .orderBy(ticketTypes.createdAt, ticketTypes.id);

const ticketsOf = (event: EventOutput) =>
  runtime.db.select().from(tickets).where(eq(tickets.eventId, event.id)).orderBy(tickets.id);

function pick<T>(rows: readonly T[], which: number): T {
  const row = rows[which % rows.length];
  if (row === undefined) throw new AppError("not_found", "There is nothing to choose from.");
  return row;
}

type Step = {
  kind: "mint" | "invalidate" | "supply" | "add" | "round" | "reorg";
  which: number;
  count: number;
};

/** What people may ask for in any order; refusals are answers, too. */
async function take(event: EventOutput, { kind, which, count }: Step): Promise<void> {
  switch (kind) {
    case "mint": {
      const { id: ticketTypeId } = pick(await typesOf(event), which);
      const asked = Array(count).fill({ ticketTypeId });
      const input = mintTicketsInput.parse({ eventId: event.id, tickets: asked });
      await mintTickets({ ctx, input });
      return;
    }
    case "invalidate": {
      const { id } = pick(await ticketsOf(event), which);
      await invalidateTicket({ ctx, input: { id, reason: "other" } });
      return;
    }
    case "supply": {
      const { id } = pick(await typesOf(event), which);
      await updateTicketType({ ctx, input: { id, supply: count } });
      return;
    }
    case "add":
      await addTicketType({ ctx, input: { id: event.id, name: newId("typ"), price: "1", supply: count } });
      return;
    case "round":
      return runtime.pipeline.tick();
    case "reorg":
      await runtime.anvil.request({ method: "anvil_rollback", params: [Math.min(count, 2)] } as never);
      return runtime.pipeline.tick();
  }
}

async function supplyOnChain(event: EventOutput, number: number): Promise<number> {
  const { supply } = await runtime.chain.client.readContract({
    abi: eventTicketsAbi,
    address: event.contractAddress as Address,
    functionName: "ticketTypeInfo",
    args: [BigInt(number)],
  });
  return supply;
}

const steps = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 4, arbitrary: fc.constant("mint" as const) },
      { weight: 4, arbitrary: fc.constant("invalidate" as const) },
      { weight: 3, arbitrary: fc.constant("supply" as const) },
      { weight: 1, arbitrary: fc.constant("add" as const) },
      { weight: 3, arbitrary: fc.constant("round" as const) },
      { weight: 1, arbitrary: fc.constant("reorg" as const) },
    ),
    which: fc.nat(20),
    count: fc.integer({ min: 1, max: 4 }),
  }),
  { minLength: 8, maxLength: 25 },
);

test("in whatever order stock is changed, given back and minted from, all that was accepted reaches the chain", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const event = await aPublishedEvent(ctx, {
        startsAt: daysFromNow(2),
        endsAt: daysFromNow(3),
        ticketTypes: [{ name: "General", price: "25", supply: 3 }],
      });
      await runtime.anvil.mine({ blocks: 3 });
      await runtime.pipeline.drain();
      for (const step of sequence) {
        await take(event, step).catch((error: unknown) => {
          if (!(error instanceof AppError)) throw error;
        });
      }
      await runtime.pipeline.tick();
      await runtime.pipeline.drain();

      expect(await auditChain(runtime)).toEqual([]);
      const asked = await runtime.db.select().from(actions).where(eq(actions.eventId, event.id));
      expect(asked.flatMap(({ kind, error }) => (error ? [{ kind, error }] : []))).toEqual([]);
      for (const { number, supply } of await typesOf(event))
        expect(await supplyOnChain(event, number)).toBe(supply);
    }),
    { numRuns: 6, endOnFailure: true },
  );
}, 300_000);

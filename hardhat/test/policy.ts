import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Mover, type TicketState, ticketOf, ticketStates, waysToMove } from "../support/movers";
import { assertRevertsWith, type ErrorName } from "../support/revert";
import {
  createWorld,
  mintOrder,
  policies,
  RESALE_CLOSES_AT,
  SOUVENIR_AT,
  START,
  type Tickets,
  tokenId,
} from "../support/world";

const NEVER = 2 ** 40 - 1;

type Phase = { time: number; resaleClosesAt: number; resale: boolean; souvenir: boolean };

const phases: Record<string, Phase> = {
  "while resale is open": {
    time: START + 1_000,
    resaleClosesAt: RESALE_CLOSES_AT,
    resale: true,
    souvenir: false,
  },
  "after resale closed": {
    time: RESALE_CLOSES_AT,
    resaleClosesAt: RESALE_CLOSES_AT,
    resale: false,
    souvenir: false,
  },
  "until the souvenirs' second, resale being open": {
    time: SOUVENIR_AT - 1,
    resaleClosesAt: NEVER,
    resale: true,
    souvenir: false,
  },
  souvenirs: { time: SOUVENIR_AT, resaleClosesAt: RESALE_CLOSES_AT, resale: false, souvenir: true },
  "souvenirs, resale being open": {
    time: SOUVENIR_AT,
    resaleClosesAt: NEVER,
    resale: true,
    souvenir: true,
  },
};

const stops: Record<string, (tickets: Tickets) => Promise<unknown>> = {
  on: async () => {},
  paused: (tickets) => tickets.write.setPaused([true]),
  cancelled: (tickets) => tickets.write.cancel(),
};

/** The least policy under which somebody may move a ticket while resale is open. */
const least: Record<Exclude<Mover, "custody">, number> = {
  operator: policies.marketOnly,
  market: policies.marketOnly,
  signature: policies.open,
  holder: policies.open,
};

/** The rule, whole: what a move is refused with, if it is. */
function refusalOf(
  mover: Mover,
  state: TicketState,
  stop: string,
  policy: number,
  { resale, souvenir }: Phase,
): ErrorName | undefined {
  if (state === "invalidated") return "TicketInvalidated";
  if (stop === "cancelled") return mover === "custody" && state === "valid" ? undefined : "EventCancelled";
  if (souvenir && (mover === "holder" || mover === "custody")) return undefined;
  if (state === "checkedIn") return "TicketCheckedIn";
  if (stop === "paused") return "EventPaused";
  if (mover === "custody") return undefined;
  return resale && !souvenir && policy >= least[mover] ? undefined : "TransferLocked";
}

const aboutTicket: ErrorName[] = ["TicketInvalidated", "TicketCheckedIn", "TransferLocked"];

describe("transfer policy", () => {
  for (const [phase, conditions] of Object.entries(phases)) {
    it(`${phase}: every way to move a ticket goes by the rule, whatever its state and the event's`, async () => {
      const world = await createWorld();
      const events = [];
      for (const [policy, transferPolicy] of Object.entries(policies)) {
        for (const [stop, halt] of Object.entries(stops)) {
          const { resaleClosesAt } = conditions;
          const tickets = await world.createEvent({ transferPolicy, resaleClosesAt });
          const ways = await waysToMove(world, tickets);
          await halt(tickets);
          events.push({ tickets, ways, policy, transferPolicy, stop });
        }
      }
      await world.travelTo(conditions.time);

      for (const { tickets, ways, policy, transferPolicy, stop } of events) {
        for (const state of ticketStates) {
          for (const { name, mover, attempt } of ways) {
            const refusal = refusalOf(mover, state, stop, transferPolicy, conditions);
            const args = refusal && aboutTicket.includes(refusal) ? [ticketOf(mover, state)] : [];
            const outcome = refusal
              ? assertRevertsWith(attempt(state), { name: refusal, args })
              : attempt(state);
            await outcome.catch((cause: unknown) =>
              assert.fail(new Error(`${name}: ${state}, ${policy}, ${stop}`, { cause })),
            );
          }
          const locked = refusalOf("holder", state, stop, transferPolicy, conditions) !== undefined;
          assert.equal(await tickets.read.locked([ticketOf("holder", state)]), locked);
        }
      }
    });
  }

  it("turns at the very second", async () => {
    const { createEvent, travelTo, alice } = await createWorld();
    const open = await createEvent({ transferPolicy: policies.open });
    const locked = await createEvent({ transferPolicy: policies.locked });
    const valid = tokenId(1, 1);
    await mintOrder(open, alice);
    await mintOrder(locked, alice);
    await travelTo(RESALE_CLOSES_AT - 1);
    assert.equal(await open.read.locked([valid]), false);
    await travelTo(RESALE_CLOSES_AT);
    assert.equal(await open.read.locked([valid]), true);
    await travelTo(SOUVENIR_AT - 1);
    assert.equal(await locked.read.locked([valid]), true);
    await travelTo(SOUVENIR_AT);
    assert.equal(await locked.read.locked([valid]), false);
  });
});

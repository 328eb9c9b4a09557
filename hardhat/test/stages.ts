import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { callsOf, staged, stagedEvent, tryCall, type Write, writes } from "../support/calls";
import { assertRevertsWith, type ErrorName } from "../support/revert";
import { createWorld, ENDS_AT, SOUVENIR_AT, stages, type Tickets, type World } from "../support/world";

type Stage = "open" | "paused" | "cancelled" | "ended" | "settled" | "souvenir" | "cancelledForLong";
type Refusals = Partial<Record<Stage, ErrorName>>;

const anyStage: Refusals = {};
const notCancelled: Refusals = { cancelled: "EventCancelled", cancelledForLong: "EventCancelled" };
const stopped: Refusals = { ...notCancelled, paused: "EventPaused" };
const signed: Refusals = { ...stopped, souvenir: "TransferLocked" };
const issuing: Refusals = { ...stopped, settled: "EventSettled" };
const purchasing: Refusals = {
  ...stopped,
  ended: "EventEnded",
  settled: "EventEnded",
  souvenir: "EventEnded",
  cancelledForLong: "EventEnded",
};
const unfinished: Refusals = { ...notCancelled, settled: "EventSettled" };
const ownersAfterTheEnd: Refusals = { ended: "NotOwner", souvenir: "NotOwner" };

/** What each function is refused with in which stage; in the others it goes through. */
const refusals: Record<Write, Refusals> = {
  acceptOwnership: anyStage,
  addTicketType: anyStage,
  approve: anyStage,
  cancel: { ...unfinished, ...ownersAfterTheEnd },
  checkIn: notCancelled,
  claim: { paused: "EventPaused" },
  extend: anyStage,
  initialize: {
    open: "AlreadyInitialized",
    paused: "AlreadyInitialized",
    cancelled: "AlreadyInitialized",
    ended: "AlreadyInitialized",
    settled: "AlreadyInitialized",
    souvenir: "AlreadyInitialized",
    cancelledForLong: "AlreadyInitialized",
  },
  invalidate: {
    ended: "NotOwner",
    settled: "EventSettled",
    souvenir: "EventEnded",
    cancelledForLong: "EventEnded",
  },
  issue: issuing,
  mint: issuing,
  postpone: {
    cancelled: "EventCancelled",
    ended: "EventEnded",
    settled: "EventEnded",
    souvenir: "EventEnded",
    cancelledForLong: "EventEnded",
  },
  purchase: purchasing,
  purchaseWithTokenPermit: purchasing,
  refund: anyStage,
  resell: signed,
  revokeSignatures: anyStage,
  safeTransferFrom: stopped,
  sell: signed,
  setApprovalForAll: anyStage,
  setBaseURI: anyStage,
  setGate: anyStage,
  setOperator: anyStage,
  setPaused: unfinished,
  setSupply: anyStage,
  transferFrom: stopped,
  transferOwnership: anyStage,
  transferWithSignature: signed,
  undoCheckIn: anyStage,
  withdraw: {
    open: "EventNotEnded",
    paused: "EventNotEnded",
    settled: "NothingHeld",
    ...notCancelled,
  },
};

const ways: Record<Stage, (world: World, tickets: Tickets) => Promise<unknown>> = {
  open: async () => {},
  paused: (_, tickets) => tickets.write.setPaused([true]),
  cancelled: (_, tickets) => tickets.write.cancel(),
  ended: ({ travelTo }) => travelTo(ENDS_AT),
  settled: async ({ travelTo, owner }, tickets) => {
    await travelTo(ENDS_AT);
    await tickets.write.withdraw([owner], { account: owner });
  },
  souvenir: ({ travelTo }) => travelTo(SOUVENIR_AT),
  cancelledForLong: async ({ travelTo }, tickets) => {
    await tickets.write.cancel();
    await travelTo(SOUVENIR_AT);
  },
};

const stageIn: Record<Stage, number> = {
  ...stages,
  ended: stages.open,
  souvenir: stages.open,
  cancelledForLong: stages.cancelled,
};

/** The values of a refusal: those calls that it meets are an operator's, or of the valid or the given ticket. */
function valuesOf({ operator }: World, write: string, name: ErrorName): readonly unknown[] {
  if (name === "EventEnded" || name === "EventNotEnded") return [BigInt(ENDS_AT)];
  if (name === "NotOwner") return [operator];
  if (name === "TransferLocked") return [write === "resell" ? staged.given : staged.valid];
  return [];
}

describe("stages", () => {
  it("are laid down for every function that changes something", () => {
    assert.deepEqual(Object.keys(refusals).sort(), writes);
  });

  for (const stage of [
    "open",
    "paused",
    "cancelled",
    "ended",
    "settled",
    "souvenir",
    "cancelledForLong",
  ] as const) {
    it(`${stage}: every function goes through or is refused for that`, async () => {
      const world = await createWorld();
      const tickets = await stagedEvent(world);
      const calls = await callsOf(world, tickets);
      await ways[stage](world, tickets);
      assert.equal(await tickets.read.stage(), stageIn[stage]);
      for (const [name, byStage] of Object.entries(refusals)) {
        await check(world, tickets, name, calls, byStage[stage]);
      }
    });
  }

  it("paused: goes on as before when it is opened again, and any time later", async () => {
    const world = await createWorld();
    const tickets = await stagedEvent(world);
    const calls = await callsOf(world, tickets);
    for (const paused of [true, true, false, false]) await tickets.write.setPaused([paused]);
    assert.equal(await tickets.read.stage(), stages.open);
    for (const [name, byStage] of Object.entries(refusals)) {
      await check(world, tickets, name, calls, byStage.open);
    }
  });

  it("leave the status of tickets as it was", async () => {
    const world = await createWorld();
    const tickets = await stagedEvent(world);
    await tickets.write.cancel();
    assert.equal(await tickets.read.statusOf([staged.valid]), 0);
    assert.equal(await tickets.read.statusOf([staged.checkedIn]), 1);
    assert.equal(await tickets.read.statusOf([staged.invalidated]), 2);
  });
});

async function check(
  world: World,
  tickets: Tickets,
  name: string,
  calls: Awaited<ReturnType<typeof callsOf>>,
  refusal: ErrorName | undefined,
) {
  const args = Object.entries(calls).find(([known]) => known === name)?.[1];
  assert.ok(args, name);
  const call = tryCall(world, tickets, name, args);
  if (refusal === undefined) {
    await call.catch((cause: unknown) => assert.fail(new Error(`${name} is refused`, { cause })));
    return;
  }
  await assertRevertsWith(call, { name: refusal, args: valuesOf(world, name, refusal) });
}

import { getAddress } from "viem";
import { expect, test } from "vitest";
import type { QueuedAction } from "./load-queue";
import { planBatches } from "./plan-batches";

const FIRST = getAddress(`0x${"1".repeat(40)}`);
const SECOND = getAddress(`0x${"2".repeat(40)}`);

const aTicket = { id: "tkt_1", tokenId: 1_000_000_001n, typeNumber: 1, recipient: null };

function anAction(id: number, change: Partial<QueuedAction> = {}): QueuedAction {
  return {
    id: `act_${id}`,
    kind: "check_in",
    eventId: "evt_1",
    contract: FIRST,
    payload: {},
    requestId: null,
    tickets: [aTicket],
    ...change,
  };
}

const plan = (queue: QueuedAction[]) =>
  planBatches(queue, (action) => ({ to: action.contract, encode: () => "0x" as const }));

const idsOf = (batches: ReturnType<typeof plan>) => batches.map((batch) => batch.actions.map(({ id }) => id));

test("actions of one contract and kind share a transaction, in the order they came", () => {
  expect(idsOf(plan([anAction(1), anAction(2), anAction(3)]))).toEqual([["act_1", "act_2", "act_3"]]);
});

test("contracts, kinds and reasons of invalidation don't mix", () => {
  const queue = [
    anAction(1, { contract: FIRST }),
    anAction(2, { contract: SECOND }),
    anAction(3, { kind: "undo_check_in" }),
    anAction(4, { kind: "invalidate", payload: { reason: "fraud" } }),
    anAction(5, { kind: "invalidate", payload: { reason: "other" } }),
    anAction(6, { kind: "invalidate", payload: { reason: "fraud" } }),
  ];
  expect(idsOf(plan(queue))).toEqual([["act_1"], ["act_2"], ["act_3"], ["act_4", "act_6"], ["act_5"]]);
});

test("a full batch is followed by another, and nothing is lost or twice", () => {
  const queue = Array.from({ length: 1_203 }, (_, i) => anAction(i, { kind: "mint" }));
  const batches = plan(queue);
  expect(batches.map((batch) => batch.actions.length)).toEqual([285, 285, 285, 285, 63]);
  expect(idsOf(batches).flat()).toEqual(queue.map(({ id }) => id));
});

test("large orders fill a transaction sooner than single tickets", () => {
  const tickets = Array.from({ length: 50 }, () => aTicket);
  const queue = Array.from({ length: 100 }, (_, i) => anAction(i, { kind: "mint", tickets }));
  expect(plan(queue).map((batch) => batch.actions.length)).toEqual([71, 29]);
});

test("each event is published in a transaction of its own", () => {
  expect(plan([anAction(1, { kind: "publish" }), anAction(2, { kind: "publish" })])).toHaveLength(2);
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Address } from "viem";
import { callsOf, staged, stagedEvent, tryCall, type Write, writes } from "../support/calls";
import { assertReverts } from "../support/revert";
import { FACE, shop } from "../support/sale";
import { createWorld, ENDS_AT } from "../support/world";

/** Whose each function is. */
type Right = "owner" | "operator" | "gate" | "pendingOwner" | "market" | "factory" | "holder" | "anyone";

const rights: Record<Write, Right> = {
  acceptOwnership: "pendingOwner",
  addTicketType: "operator",
  approve: "holder",
  cancel: "operator",
  checkIn: "gate",
  claim: "operator",
  extend: "operator",
  initialize: "factory",
  invalidate: "operator",
  issue: "operator",
  mint: "operator",
  postpone: "owner",
  purchase: "anyone",
  purchaseWithTokenPermit: "anyone",
  refund: "holder",
  resell: "operator",
  revokeSignatures: "holder",
  safeTransferFrom: "holder",
  sell: "market",
  setApprovalForAll: "anyone",
  setBaseURI: "owner",
  setGate: "operator",
  setOperator: "owner",
  setPaused: "operator",
  setSupply: "operator",
  transferFrom: "holder",
  transferOwnership: "owner",
  transferWithSignature: "anyone",
  undoCheckIn: "operator",
  withdraw: "owner",
};

const world = await createWorld();
const { operator, owner, alice, carol: gate, stranger } = world;
const tickets = await stagedEvent(world);
await tickets.write.setGate([gate, true]);
const calls = await callsOf(world, tickets);
const nameOf = (name: string) => writes.find((write): write is Write => write === name && write in rights);

/** What a call by somebody who isn't the holder comes to. */
async function assertHoldersOnly(name: Write, call: Promise<unknown>, account: Address) {
  if (name === "approve") return assertReverts(call, "ERC721InvalidApprover", [account]);
  if (name === "refund")
    return assertReverts(call, "ERC721IncorrectOwner", [account, staged.invalidated, alice]);
  return assertReverts(call, "ERC721InsufficientApproval", [account, staged.valid]);
}

/** Calls a function in somebody's name: it goes through, or is refused for that very reason. */
async function check(name: Write, account: Address, allowed: Right[]) {
  const call = tryCall(world, tickets, name, { ...calls[name], account });
  const right = rights[name];
  if (name === "withdraw" && allowed.includes("owner"))
    return assertReverts(call, "EventNotEnded", [BigInt(ENDS_AT)]);
  if (right === "anyone" || allowed.includes(right)) return call;
  if (right === "owner") return assertReverts(call, "NotOwner", [account]);
  if (right === "operator") return assertReverts(call, "NotOperator", [account]);
  if (right === "gate") return assertReverts(call, "NotGate", [account]);
  if (right === "pendingOwner") return assertReverts(call, "NotPendingOwner", [account]);
  if (right === "market") return assertReverts(call, "NotMarket", [account]);
  if (right === "factory") return assertReverts(call, "NotFactory", [account]);
  return assertHoldersOnly(name, call, account);
}

describe("rights", () => {
  it("are laid down for every function that changes something", () => {
    assert.deepEqual(Object.keys(rights).sort(), writes);
  });

  const people: [string, Address, Right[]][] = [
    ["a stranger", stranger, []],
    ["a gate key", gate, ["gate"]],
    ["an operator", operator, ["gate", "operator"]],
    ["the owner", owner, ["gate", "operator", "owner"]],
  ];
  for (const [who, account, allowed] of people) {
    for (const name of writes) {
      it(`${who} calls ${name}: no more than its right`, async () => {
        const known = nameOf(name);
        assert.ok(known, `${name} isn't classified`);
        await check(known, account, allowed);
      });
    }
  }

  it("of a holder are to its ticket, not to the event", async () => {
    for (const name of writes) {
      const known = nameOf(name);
      if (known && rights[known] !== "holder") await check(known, alice, []);
    }
  });
});

describe("a gate key", () => {
  it("is added and removed by operators and the owner, and by nobody else", async () => {
    const tickets = await world.createEvent();
    const isGate = () => tickets.read.isGate([gate]);
    assert.equal(await isGate(), false);
    await tickets.write.setGate([gate, true], { account: owner });
    assert.equal(await isGate(), true);
    for (const account of [gate, stranger]) {
      const call = tickets.simulate.setGate([stranger, true], { account });
      await assertReverts(call, "NotOperator", [account]);
    }
    await tickets.write.setGate([gate, false], { account: operator });
    assert.equal(await isGate(), false);
    const call = tickets.simulate.checkIn([[1n]], { account: gate });
    await assertReverts(call, "NotGate", [gate]);
  });

  it("signs neither purchases nor transfers", async () => {
    const { sign, signed } = shop(world);
    const args = await signed(tickets, {}, gate);
    const purchase = tickets.simulate.purchase(args, { account: gate, value: FACE });
    await assertReverts(purchase, "NotOperator", [gate]);
    const message = { tokenId: staged.valid, to: gate, nonce: 0n, deadline: BigInt(ENDS_AT) };
    const signature = await sign.transfer(gate, { verifyingContract: tickets.address }, message);
    const args_ = [message.tokenId, gate, message.deadline, signature] as const;
    const transfer = tickets.simulate.transferWithSignature(args_, { account: gate });
    await assertReverts(transfer, "InvalidSignature", [alice]);
  });
});

import { zeroAddress } from "viem";
import { resale } from "./resale";
import { signer } from "./sign";
import { mintOrder, type Tickets, tokenId, type World } from "./world";

/** By whose right a ticket moves. */
export type Mover = "holder" | "signature" | "market" | "operator" | "custody";

export const ticketStates = ["valid", "checkedIn", "invalidated"] as const;
export type TicketState = (typeof ticketStates)[number];

/** Alice's ticket in each state, and one in custody. */
const held = { valid: tokenId(1, 1), checkedIn: tokenId(1, 2), invalidated: tokenId(1, 3) };
const inCustody = { valid: tokenId(1, 4), checkedIn: tokenId(1, 5), invalidated: tokenId(1, 6) };

/** Which ticket it is that a mover moves. */
export const ticketOf = (mover: Mover, state: TicketState) =>
  mover === "custody" ? inCustody[state] : held[state];

type Way = { name: string; mover: Mover; attempt: (state: TicketState) => Promise<unknown> };

/** Mints those tickets, and gives every way there is to move one, each tried without being sent. */
export async function waysToMove(world: World, tickets: Tickets): Promise<Way[]> {
  const { operator, owner, alice, bob, carol, stranger } = world;
  await mintOrder(tickets, alice, 3);
  await mintOrder(tickets, zeroAddress, 3);
  await tickets.write.checkIn([[held.checkedIn, inCustody.checkedIn]]);
  await tickets.write.invalidate([[held.invalidated, inCustody.invalidated], 0]);
  for (const id of Object.values(held)) await tickets.write.approve([bob, id], { account: alice });
  await tickets.write.setApprovalForAll([carol, true], { account: alice });
  const { simulate } = tickets;

  const transfers: Way[] = [alice, bob, carol].flatMap((account) => [
    {
      name: `transferFrom by ${account}`,
      mover: "holder",
      attempt: (state) => simulate.transferFrom([alice, bob, held[state]], { account }),
    },
    {
      name: `safeTransferFrom by ${account}`,
      mover: "holder",
      attempt: (state) => simulate.safeTransferFrom([alice, bob, held[state]], { account }),
    },
    {
      name: `safeTransferFrom with data by ${account}`,
      mover: "holder",
      attempt: (state) => simulate.safeTransferFrom([alice, bob, held[state], "0x1234"], { account }),
    },
  ]);
  const operators: Way[] = [operator, owner].flatMap((account) => [
    {
      name: `resell by ${account}`,
      mover: "operator",
      attempt: (state) =>
        simulate.resell([[{ tokenId: held[state], from: alice, to: bob, price: 0n }]], { account }),
    },
    {
      name: `claim by ${account}`,
      mover: "custody",
      attempt: (state) => simulate.claim([[{ tokenId: inCustody[state], to: bob }]], { account }),
    },
  ]);
  const transferring = await signedTransferOf(world, tickets);
  const offering = await offerOf(world, tickets);
  return [
    ...transfers,
    ...operators,
    {
      name: "transferWithSignature",
      mover: "signature",
      attempt: (state) => simulate.transferWithSignature(transferring[state], { account: stranger }),
    },
    { name: "fill", mover: "market", attempt: (state) => resale(world).tryFill(offering[state]) },
  ];
}

/** What Alice signs while her tickets are good, and for good: a transfer of each. */
async function signedTransferOf(world: World, { address: verifyingContract, read }: Tickets) {
  const sign = signer(world);
  const deadline = 2n ** 64n;
  const signed = async (state: TicketState) => {
    const message = {
      tokenId: held[state],
      to: world.bob,
      nonce: await read.nonceOf([held[state]]),
      deadline,
    };
    const signature = await sign.transfer(world.alice, { verifyingContract }, message);
    return [message.tokenId, message.to, deadline, signature] as const;
  };
  return {
    valid: await signed("valid"),
    checkedIn: await signed("checkedIn"),
    invalidated: await signed("invalidated"),
  };
}

/** An offer of each. */
async function offerOf(world: World, tickets: Tickets) {
  const { filling } = resale(world);
  const offer = (state: TicketState) =>
    filling(tickets, { tokenId: held[state], price: 0n, expiry: 2n ** 64n });
  return {
    valid: await offer("valid"),
    checkedIn: await offer("checkedIn"),
    invalidated: await offer("invalidated"),
  };
}

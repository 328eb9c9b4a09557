import { type Abi, type Address, type ContractFunctionName, zeroAddress } from "viem";
import { eventTicketsAbi } from "../../lib/chain/abi/event-tickets";
import { noTokenPermit, shop } from "./sale";
import { ENDS_AT, mintOrder, packOrder, policies, type Tickets, tokenId, type World } from "./world";

/** Every function of an event that changes something. Tables over it have to name each: the compiler sees to it. */
export type Write = ContractFunctionName<typeof eventTicketsAbi, "nonpayable" | "payable">;

const abi: Abi = eventTicketsAbi;

/** The names of those functions, from the ABI as it is. */
export const writes = [
  ...new Set(
    abi.flatMap((item) =>
      item.type === "function" && ["nonpayable", "payable"].includes(item.stateMutability) ? [item.name] : [],
    ),
  ),
].sort();

/** The tickets of `stagedEvent`. */
export const staged = {
  valid: tokenId(1, 1),
  checkedIn: tokenId(1, 2),
  invalidated: tokenId(1, 3),
  custody: tokenId(1, 4),
  given: tokenId(1, 5),
};

/** An event with a ticket in each state, three of them paid for by Alice and one given to her, that is offered to Bob. */
export async function stagedEvent(world: World): Promise<Tickets> {
  const tickets = await world.createEvent({
    transferPolicy: policies.open,
    resaleClosesAt: ENDS_AT * 2,
    maxPerWallet: 0,
  });
  await shop(world).buy(tickets, { quantity: 3n });
  await mintOrder(tickets, zeroAddress);
  await mintOrder(tickets, world.alice);
  await tickets.write.checkIn([[staged.checkedIn]]);
  await tickets.write.invalidate([[staged.invalidated], 1]);
  await tickets.write.transferOwnership([world.bob], { account: world.owner });
  return tickets;
}

type Call = { account: Address; args: readonly unknown[]; value?: bigint };

/** For each function a call that a staged event doesn't refuse, or only because of its stage or time. */
export async function callsOf(world: World, tickets: Tickets): Promise<Record<Write, Call>> {
  const { factory, market, operator, owner, alice, bob, carol, stranger } = world;
  const { sign, signed } = shop(world);
  const { valid, checkedIn, invalidated, custody, given } = staged;
  const deadline = BigInt(ENDS_AT * 2);
  const free = await signed(tickets, { unitPrice: 0n, deadline });
  const signature = await sign.transfer(
    alice,
    { verifyingContract: tickets.address },
    { tokenId: valid, to: bob, nonce: 0n, deadline },
  );
  const config = await tickets.read.config();
  return {
    acceptOwnership: { account: bob, args: [] },
    addTicketType: { account: operator, args: [{ supply: 1, price: 1n }] },
    approve: { account: alice, args: [bob, valid] },
    cancel: { account: operator, args: [] },
    checkIn: { account: operator, args: [[valid]] },
    claim: { account: operator, args: [[{ tokenId: custody, to: bob }]] },
    extend: { account: operator, args: [config.resaleClosesAt + 1, 0] },
    initialize: { account: factory.address, args: [owner, operator, config, []] },
    invalidate: { account: operator, args: [[valid], 1] },
    issue: { account: operator, args: [alice, 1, 1] },
    mint: { account: operator, args: [[packOrder({ to: alice, quantity: 1 })]] },
    postpone: { account: owner, args: [config.endsAt + 1] },
    purchase: { account: alice, args: free },
    purchaseWithTokenPermit: { account: alice, args: [...free, noTokenPermit] },
    refund: { account: alice, args: [[invalidated], alice] },
    resell: { account: operator, args: [[{ tokenId: given, from: alice, to: bob, price: 0n }]] },
    revokeSignatures: { account: alice, args: [valid] },
    safeTransferFrom: { account: alice, args: [alice, bob, valid] },
    sell: { account: market.address, args: [valid, alice, bob, 0n] },
    setApprovalForAll: { account: alice, args: [bob, true] },
    setBaseURI: { account: owner, args: ["https://x.example"] },
    setGate: { account: operator, args: [carol, true] },
    setOperator: { account: owner, args: [carol, true] },
    setPaused: { account: operator, args: [true] },
    setSupply: { account: operator, args: [1n, 999] },
    transferFrom: { account: alice, args: [alice, bob, valid] },
    transferOwnership: { account: owner, args: [carol] },
    transferWithSignature: { account: stranger, args: [valid, bob, deadline, signature] },
    undoCheckIn: { account: operator, args: [[checkedIn]] },
    withdraw: { account: owner, args: [owner] },
  };
}

/** Makes a call without sending it. */
export const tryCall = ({ client }: World, { address }: Tickets, functionName: string, call: Call) =>
  client.simulateContract({ address, abi, functionName, ...call });

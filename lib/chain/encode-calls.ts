import { type Address, concat, encodeFunctionData, type Hex, numberToHex, zeroAddress } from "viem";
import { idToBytes16 } from "../ids";
import { eventTicketsAbi } from "./abi/event-tickets";
import { ticketFactoryAbi } from "./abi/ticket-factory";
import { eventSalt } from "./event-address";

const POLICY_NUMBERS = { locked: 0, market_only: 1, open: 2 } as const;

/** What the contracts call money that isn't on this chain: such an event sells and resells elsewhere. */
const ELSEWHERE: Address = "0x0000000000000000000000000000000000000001";

const REASON_NUMBERS = { other: 0, refunded: 1, cancelled: 2, fraud: 3, duplicate: 4 } as const;

export type InvalidationReason = keyof typeof REASON_NUMBERS;

/** The reason that a contract's number stands for; numbers of others' making are `other`. */
export function invalidationReasonOf(number: number): InvalidationReason {
  const reasons: readonly InvalidationReason[] = ["other", "refunded", "cancelled", "fraud", "duplicate"];
  return reasons[number] ?? "other";
}

export type CreateEventCall = {
  eventId: string;
  owner: Address;
  name: string;
  endsAt: Date;
  resaleClosesAt: Date;
  transferPolicy: keyof typeof POLICY_NUMBERS;
  resaleCapBps: number;
  royaltyBps: number;
  /** Null: any number. */
  maxPerWallet: number | null;
  /** Zero: the chain's own coin. Null: money that isn't on this chain. */
  currency: Address | null;
  /** In the order of their numbers; prices in the currency's smallest unit. */
  types: readonly { supply: number; priceUnits: bigint }[];
};

const unixSeconds = (at: Date) => Math.floor(at.getTime() / 1000);

/** Calldata of `TicketFactory.createEvent`. */
export function encodeCreateEvent(call: CreateEventCall): Hex {
  const config = {
    name: call.name,
    endsAt: unixSeconds(call.endsAt),
    resaleClosesAt: unixSeconds(call.resaleClosesAt),
    transferPolicy: POLICY_NUMBERS[call.transferPolicy],
    resaleCapBps: call.resaleCapBps,
    royaltyBps: call.royaltyBps,
    maxPerWallet: call.maxPerWallet ?? 0,
    currency: call.currency ?? ELSEWHERE,
  };
  const types = call.types.map(({ supply, priceUnits }) => ({ supply, price: priceUnits }));
  return encodeFunctionData({
    abi: ticketFactoryAbi,
    functionName: "createEvent",
    args: [call.owner, eventSalt(call.eventId), config, types],
  });
}

/** `to` null: custody by the contract. At most 65,535 tickets an order. `actionId` comes back in the log, and so links tokens to tickets. */
export type MintOrder = { to: Address | null; ticketType: number; quantity: number; actionId: string };

/** Calldata of `EventTickets.mint`. */
export function encodeMint(orders: readonly MintOrder[]): Hex {
  const args = orders.map(({ to, ticketType, quantity, actionId }) => ({
    to: to ?? zeroAddress,
    item: concat([
      idToBytes16(actionId),
      numberToHex(ticketType, { size: 6 }),
      numberToHex(quantity, { size: 2 }),
    ]),
  }));
  return encodeFunctionData({ abi: eventTicketsAbi, functionName: "mint", args: [args] });
}

/** Calldata of `EventTickets.checkIn` and `undoCheckIn`. */
export function encodeCheckIn(functionName: "checkIn" | "undoCheckIn", tokenIds: readonly bigint[]): Hex {
  return encodeFunctionData({ abi: eventTicketsAbi, functionName, args: [[...tokenIds]] });
}

/** A sale made elsewhere, or with price 0 a transfer by the organiser. `to` null: into custody. */
export type ResaleCall = { tokenId: bigint; from: Address; to: Address | null; priceUnits: bigint };

/** Calldata of `EventTickets.resell`. */
export function encodeResell(resales: readonly ResaleCall[]): Hex {
  const args = resales.map(({ tokenId, from, to, priceUnits: price }) => ({
    tokenId,
    from,
    to: to ?? zeroAddress,
    price,
  }));
  return encodeFunctionData({ abi: eventTicketsAbi, functionName: "resell", args: [args] });
}

/** Calldata of `EventTickets.claim`: out of custody. */
export function encodeClaim(handovers: readonly { tokenId: bigint; to: Address }[]): Hex {
  return encodeFunctionData({ abi: eventTicketsAbi, functionName: "claim", args: [handovers] });
}

/** Calldata of `EventTickets.transferWithSignature`; `deadline` in unix seconds. */
export function encodeSignedTransfer(call: {
  tokenId: bigint;
  to: Address;
  deadline: number;
  signature: Hex;
}): Hex {
  const args = [call.tokenId, call.to, BigInt(call.deadline), call.signature] as const;
  return encodeFunctionData({ abi: eventTicketsAbi, functionName: "transferWithSignature", args });
}

/** Calldata of `EventTickets.invalidate`. */
export function encodeInvalidate(tokenIds: readonly bigint[], reason: InvalidationReason): Hex {
  const args = [[...tokenIds], REASON_NUMBERS[reason]] as const;
  return encodeFunctionData({ abi: eventTicketsAbi, functionName: "invalidate", args });
}

/** Calldata of `EventTickets.cancel`. */
export function encodeCancel(): Hex {
  return encodeFunctionData({ abi: eventTicketsAbi, functionName: "cancel" });
}

/** Calldata of `EventTickets.addTicketType`; the price in the currency's smallest unit. */
export function encodeAddTicketType({ supply, priceUnits }: { supply: number; priceUnits: bigint }): Hex {
  const args = [{ supply, price: priceUnits }] as const;
  return encodeFunctionData({ abi: eventTicketsAbi, functionName: "addTicketType", args });
}

/** Calldata of `EventTickets.setSupply`. */
export function encodeSetSupply({ ticketType, supply }: { ticketType: number; supply: number }): Hex {
  const args = [BigInt(ticketType), supply] as const;
  return encodeFunctionData({ abi: eventTicketsAbi, functionName: "setSupply", args });
}

/** Calldata of `EventTickets.extend`. `maxPerWallet` null: any number. */
export function encodeExtend(terms: { resaleClosesAt: Date; maxPerWallet: number | null }): Hex {
  const args = [unixSeconds(terms.resaleClosesAt), terms.maxPerWallet ?? 0] as const;
  return encodeFunctionData({ abi: eventTicketsAbi, functionName: "extend", args });
}

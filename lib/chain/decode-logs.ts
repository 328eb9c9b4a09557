import { type ContractEventName, type Hex, type Log, slice, toEventSelector } from "viem";
import { idFromBytes16 } from "../ids";
import { eventTicketsAbi } from "./abi/event-tickets";
import { ticketMarketAbi } from "./abi/ticket-market";
import type { ChainFact, PlacedFact } from "./chain-fact";
import { addressAt, bytesAt, checksummed, toAddress, toUint, uintAt, uintsAt } from "./log-words";

type MinedLog = Log<bigint, number, false>;
type Topics = readonly (Hex | undefined)[];
type Decoder = (topics: Topics, data: Hex) => ChainFact[];

/** Bytes that `OrdersMinted` says of an order. */
const ORDER_SIZE = 24;

/** What each event of an event's contract says. Those left out (approvals, metadata updates) tell nothing of use here. */
const TICKETS_DECODERS = {
  OrdersMinted: (_, data) => unpackOrders(bytesAt(data, 0)),
  Transfer: ([, from, to, tokenId]) => [
    { name: "transferred", tokenId: toUint(tokenId), from: toAddress(from), to: toAddress(to) },
  ],
  TicketsCheckedIn: (_, data) => uintsAt(data, 0).map((tokenId) => ({ name: "checked_in", tokenId })),
  CheckInsUndone: (_, data) => uintsAt(data, 0).map((tokenId) => ({ name: "check_in_undone", tokenId })),
  TicketsInvalidated: ([, reason], data) =>
    uintsAt(data, 0).map((tokenId) => ({ name: "invalidated", tokenId, reason: Number(toUint(reason)) })),
  TicketsPurchased: ([, nonce, buyer], data) => [
    {
      name: "purchased",
      nonce: toUint(nonce),
      buyer: toAddress(buyer),
      firstTokenId: uintAt(data, 0),
      quantity: uintAt(data, 1),
      unitPrice: uintAt(data, 2),
    },
  ],
  TicketResold: ([, tokenId], data) => [{ name: "resold", tokenId: toUint(tokenId), price: uintAt(data, 0) }],
  TicketRefunded: ([, tokenId, holder], data) => [
    {
      name: "refunded",
      tokenId: toUint(tokenId),
      holder: toAddress(holder),
      to: addressAt(data, 0),
      amount: uintAt(data, 1),
    },
  ],
  SignaturesRevoked: ([, tokenId], data) => [
    { name: "signatures_revoked", tokenId: toUint(tokenId), nonce: uintAt(data, 0) },
  ],
  Cancelled: () => [{ name: "cancelled" }],
  PauseSet: (_, data) => [{ name: "pause_set", isPaused: uintAt(data, 0) !== 0n }],
  OperatorSet: ([, operator], data) => [
    { name: "operator_set", operator: toAddress(operator), isAllowed: uintAt(data, 0) !== 0n },
  ],
  OwnershipTransferred: ([, from, to]) => [
    { name: "ownership_transferred", from: toAddress(from), to: toAddress(to) },
  ],
  EventExtended: (_, data) => [
    {
      name: "event_extended",
      endsAt: uintAt(data, 0),
      resaleClosesAt: uintAt(data, 1),
      maxPerWallet: uintAt(data, 2),
    },
  ],
  TicketTypeSet: ([, ticketType], data) => [
    {
      name: "ticket_type_set",
      ticketType: Number(toUint(ticketType)),
      supply: Number(uintAt(data, 0)),
      price: uintAt(data, 1),
    },
  ],
  ProceedsWithdrawn: ([, to], data) => [
    { name: "proceeds_withdrawn", to: toAddress(to), amount: uintAt(data, 0) },
  ],
} satisfies Partial<Record<ContractEventName<typeof eventTicketsAbi>, Decoder>>;

const ticketsDecoders = byTopic(TICKETS_DECODERS, eventTicketsAbi);

/** The topic of a sale on the market. */
export const OFFER_FILLED: Hex = topicOf(ticketMarketAbi, "OfferFilled");

/**
 * Facts of these logs of event contracts, and of the market's `OfferFilled`, in the order of the logs. Topics and data are
 * read by place, without looking through the ABI for each log: that would be most of the time that indexing takes.
 */
export function decodeLogs(logs: readonly MinedLog[]): PlacedFact[] {
  return logs.flatMap((log) => {
    const topics: Topics = log.topics;
    const [topic = "0x"] = topics;
    const facts =
      topic === OFFER_FILLED ? offerFilled(topics, log.data) : ticketsDecoders.get(topic)?.(topics, log.data);
    if (!facts) return [];
    const place = {
      contract: topic === OFFER_FILLED ? toAddress(topics[1]) : checksummed(log.address),
      blockNumber: Number(log.blockNumber),
      blockHash: log.blockHash,
      txHash: log.transactionHash,
      logIndex: log.logIndex,
      at: log.blockTimestamp == null ? null : new Date(Number(log.blockTimestamp) * 1000),
    };
    return facts.map((fact, position) => ({ ...place, position, fact }));
  });
}

function offerFilled([, , tokenId, seller]: Topics, data: Hex): ChainFact[] {
  return [
    {
      name: "offer_filled",
      tokenId: toUint(tokenId),
      seller: toAddress(seller),
      buyer: addressAt(data, 0),
      price: uintAt(data, 1),
      royalty: uintAt(data, 2),
    },
  ];
}

/** 24 bytes an order: ref (16), first token id (6), quantity (2). */
function unpackOrders(packed: Hex): ChainFact[] {
  const count = Math.floor((packed.length - 2) / 2 / ORDER_SIZE);
  return Array.from({ length: count }, (_, i) => {
    const order = slice(packed, i * ORDER_SIZE, (i + 1) * ORDER_SIZE);
    return {
      name: "minted",
      actionId: idFromBytes16("act", slice(order, 0, 16)),
      firstTokenId: BigInt(slice(order, 16, 22)),
      quantity: Number(slice(order, 22)),
    };
  });
}

type Abi = typeof eventTicketsAbi | typeof ticketMarketAbi;

function byTopic(decoders: Readonly<Record<string, Decoder>>, abi: Abi): ReadonlyMap<Hex, Decoder> {
  return new Map(Object.entries(decoders).map(([name, decode]) => [topicOf(abi, name), decode]));
}

function topicOf(abi: Abi, name: string): Hex {
  for (const item of abi) {
    if (item.type === "event" && item.name === name) return toEventSelector(item);
  }
  throw new Error(`The ABI has no event ${name}.`);
}

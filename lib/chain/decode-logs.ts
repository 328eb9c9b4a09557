import { type Address, getAddress, type Hash, type Hex, type Log, parseEventLogs, size, slice } from "viem";
import { idFromBytes16 } from "../ids";
import { eventTicketsAbi } from "./abi/event-tickets";

/** What a log of an event's contract says, one entry per token or order concerned. */
export type ChainFact =
  | { name: "minted"; actionId: string; firstTokenId: bigint; quantity: number }
  | { name: "transferred"; tokenId: bigint; from: Address; to: Address }
  | { name: "checked_in" | "check_in_undone"; tokenId: bigint }
  | { name: "invalidated"; tokenId: bigint; reason: number };

/** A fact and its place on the chain; `position` counts the facts of one log. */
export type PlacedFact = {
  contract: Address;
  blockNumber: number;
  blockHash: Hash;
  txHash: Hash;
  logIndex: number;
  position: number;
  fact: ChainFact;
};

/** Bytes that `OrdersMinted` says of an order. */
const ORDER_SIZE = 24;

type MinedLog = Log<bigint, number, false>;

/** Facts of these logs in the chain's order. Logs of other shapes (approvals, say) tell nothing and are left out. */
export function decodeLogs(logs: readonly MinedLog[]): PlacedFact[] {
  return parseEventLogs({ abi: eventTicketsAbi, logs: [...logs] }).flatMap((log) => {
    const place = {
      contract: getAddress(log.address),
      blockNumber: Number(log.blockNumber),
      blockHash: log.blockHash,
      txHash: log.transactionHash,
      logIndex: log.logIndex,
    };
    return factsOf(log).map((fact, position) => ({ ...place, position, fact }));
  });
}

type ParsedLog = ReturnType<typeof parseEventLogs<typeof eventTicketsAbi>>[number];

function factsOf(log: ParsedLog): ChainFact[] {
  switch (log.eventName) {
    case "OrdersMinted":
      return unpackOrders(log.args.packed);
    case "Transfer":
      return [{ name: "transferred", tokenId: log.args.tokenId, from: log.args.from, to: log.args.to }];
    case "TicketsCheckedIn":
      return log.args.tokenIds.map((tokenId) => ({ name: "checked_in", tokenId }));
    case "CheckInsUndone":
      return log.args.tokenIds.map((tokenId) => ({ name: "check_in_undone", tokenId }));
    case "TicketsInvalidated": {
      const { tokenIds, reason } = log.args;
      return tokenIds.map((tokenId) => ({ name: "invalidated", tokenId, reason }));
    }
    default:
      return [];
  }
}

/** 24 bytes an order: ref (16), first token id (6), quantity (2). */
function unpackOrders(packed: Hex): ChainFact[] {
  return Array.from({ length: Math.floor(size(packed) / ORDER_SIZE) }, (_, i) => {
    const order = slice(packed, i * ORDER_SIZE, (i + 1) * ORDER_SIZE);
    return {
      name: "minted",
      actionId: idFromBytes16("act", slice(order, 0, 16)),
      firstTokenId: BigInt(slice(order, 16, 22)),
      quantity: Number(slice(order, 22)),
    };
  });
}

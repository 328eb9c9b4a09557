import { type Address, type Hash, zeroAddress } from "viem";

/** What a log says of one order: tickets of consecutive tokens. */
export type OrderFact =
  | { name: "minted"; actionId: string; firstTokenId: bigint; quantity: number }
  | {
      name: "purchased";
      nonce: bigint;
      buyer: Address;
      firstTokenId: bigint;
      quantity: bigint;
      unitPrice: bigint;
    };

/** What a log says of one token. */
export type TokenFact =
  | { name: "transferred"; tokenId: bigint; from: Address; to: Address }
  | { name: "checked_in" | "check_in_undone"; tokenId: bigint }
  | { name: "invalidated"; tokenId: bigint; reason: number }
  | { name: "resold"; tokenId: bigint; price: bigint }
  | {
      name: "offer_filled";
      tokenId: bigint;
      seller: Address;
      buyer: Address;
      price: bigint;
      royalty: bigint;
    }
  | { name: "refunded"; tokenId: bigint; holder: Address; to: Address; amount: bigint }
  | { name: "signatures_revoked"; tokenId: bigint; nonce: bigint };

/** What a log says of an event as a whole. Times are in unix seconds; `maxPerWallet` 0 is any number. */
export type EventFact =
  | { name: "cancelled" }
  | { name: "pause_set"; isPaused: boolean }
  | { name: "operator_set"; operator: Address; isAllowed: boolean }
  | { name: "ownership_transferred"; from: Address; to: Address }
  | { name: "event_extended"; endsAt: bigint; resaleClosesAt: bigint; maxPerWallet: bigint }
  | { name: "ticket_type_set"; ticketType: number; supply: number; price: bigint }
  | { name: "proceeds_withdrawn"; to: Address; amount: bigint };

export type ChainFact = OrderFact | TokenFact | EventFact;

/** A fact and its place on the chain. */
export type PlacedFact = {
  /** The event's contract, also where the market said it. */
  contract: Address;
  blockNumber: number;
  blockHash: Hash;
  txHash: Hash;
  logIndex: number;
  /** Counts the facts of one log. */
  position: number;
  /** The block's time; null where the node doesn't tell it with the log. */
  at: Date | null;
  fact: ChainFact;
};

/** The token that a fact stands at: of an order, its first. Null for what concerns the whole event. */
export function tokenOf(fact: ChainFact): bigint | null {
  if ("firstTokenId" in fact) return fact.firstTokenId;
  return "tokenId" in fact ? fact.tokenId : null;
}

/** Whether a fact is the transfer by which a token comes to be. */
export function isMint(fact: ChainFact): fact is Extract<ChainFact, { name: "transferred" }> {
  return fact.name === "transferred" && fact.from === zeroAddress;
}

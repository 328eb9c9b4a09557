import { type Address, type Hash, zeroAddress } from "viem";
import type { ChainFact } from "@/lib/chain/chain-fact";
import type { WebhookType } from "@/lib/db/schema/webhooks";
import type { TimedFact } from "./read-range";
import { tokenKey } from "./touched";

/** What a fact makes true of a ticket, or of a whole event. */
export type News = {
  type: WebhookType;
  contract: Address;
  /** Null: of the whole event. */
  tokenId: bigint | null;
  /** Of an invalidation, as the contract numbers them. */
  reason: number | null;
  txHash: Hash;
  at: Date;
};

/** What facts are to be told as, in their order. A sale is no transfer as well: the contract says it once the ticket has moved. */
export function newsOf(facts: readonly TimedFact[]): News[] {
  const news: News[] = [];
  const lastMoves = new Map<string, News>();
  for (const { contract, fact, txHash, at } of facts) {
    const tokenId = "tokenId" in fact ? fact.tokenId : null;
    const key = tokenId === null ? null : tokenKey({ contract, tokenId });
    const move = key === null ? undefined : lastMoves.get(key);
    if (fact.name === "resold" && move) move.type = "ticket.resold";
    const type = typeOf(contract, fact);
    if (!type) continue;
    const reason = fact.name === "invalidated" ? fact.reason : null;
    const item: News = { type, contract, tokenId, reason, txHash, at };
    news.push(item);
    if (key !== null && fact.name === "transferred") lastMoves.set(key, item);
  }
  return news;
}

function typeOf(contract: Address, fact: ChainFact): WebhookType | null {
  if (fact.name === "transferred") return moveOf(contract, fact.from);
  if (fact.name === "checked_in") return "ticket.checked_in";
  if (fact.name === "invalidated") return "ticket.invalidated";
  return fact.name === "cancelled" ? "event.cancelled" : null;
}

/** An event's contract holds the tickets that nobody has claimed. */
function moveOf(contract: Address, from: Address): WebhookType {
  if (from === zeroAddress) return "ticket.issued";
  return from === contract ? "ticket.claimed" : "ticket.transferred";
}

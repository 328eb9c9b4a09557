import { type Address, type Hash, zeroAddress } from "viem";
import type { ChainFact, PlacedFact } from "@/lib/chain/chain-fact";

export type TokenState = {
  contract: Address;
  tokenId: bigint;
  owner: Address;
  status: "valid" | "checked_in" | "invalidated";
};

/** In unix seconds; a limit of 0 is any number. */
export type Terms = { endsAt: bigint; resaleClosesAt: bigint; maxPerWallet: bigint };

export type ContractState = {
  owner: Address | null;
  isCancelled: boolean;
  isPaused: boolean;
  removedOperators: Set<Address>;
  /** The transaction that deployed it, and set its first ticket types. */
  deployedBy: Hash | null;
  /** What it was extended to last; null where it never was. */
  terms: Terms | null;
  supplies: Map<number, number>;
  tokens: number;
};

/** What was purchased by one permit. */
export type PurchaseState = Omit<Extract<ChainFact, { name: "purchased" }>, "name"> & {
  contract: Address;
  txHash: Hash;
};

/**
 * Something that an action may ask for, as it was done in a transaction. `subject`: the order's reference, the token, the contract,
 * or `type:` and the number of a ticket type.
 */
export type Deed = { contract: Address; name: string; subject: string; txHash: Hash };

/** What the chain's logs come to, by a path of its own: nothing here is shared with the index's projection. */
export class ChainState {
  readonly tokens = new Map<string, TokenState>();
  readonly contracts = new Map<Address, ContractState>();
  /** By contract and the permit's nonce, which it is good for once. */
  readonly purchases = new Map<string, PurchaseState>();
  readonly deeds: Deed[] = [];

  add(placed: PlacedFact): void {
    this.#addToTokens(placed);
    this.#addToContract(placed);
  }

  contract(address: Address): ContractState {
    const known = this.contracts.get(address) ?? {
      owner: null,
      isCancelled: false,
      isPaused: false,
      removedOperators: new Set<Address>(),
      deployedBy: null,
      terms: null,
      supplies: new Map<number, number>(),
      tokens: 0,
    };
    this.contracts.set(address, known);
    return known;
  }

  #addToTokens({ contract, fact, txHash }: PlacedFact): void {
    const did = (name: string, subject: string) => this.deeds.push({ contract, name, subject, txHash });
    switch (fact.name) {
      case "transferred":
        this.#move(contract, fact);
        if (fact.from !== zeroAddress) did(fact.from === contract ? "claim" : "transfer", `${fact.tokenId}`);
        break;
      case "resold":
        // What its transfer looked like.
        this.deeds.pop();
        did("resell", `${fact.tokenId}`);
        break;
      case "minted":
        did("mint", fact.actionId);
        break;
      case "purchased":
        this.purchases.set(`${contract}:${fact.nonce}`, { ...fact, contract, txHash });
        break;
      case "checked_in":
        did("check_in", `${fact.tokenId}`);
        this.#mark(contract, fact.tokenId, "checked_in");
        break;
      case "check_in_undone":
        did("undo_check_in", `${fact.tokenId}`);
        this.#mark(contract, fact.tokenId, "valid");
        break;
      case "invalidated":
        did("invalidate", `${fact.tokenId}`);
        this.#mark(contract, fact.tokenId, "invalidated");
        break;
    }
  }

  #addToContract({ contract, fact, txHash }: PlacedFact): void {
    const state = this.contract(contract);
    const did = (name: string, subject: string = contract) =>
      this.deeds.push({ contract, name, subject, txHash });
    switch (fact.name) {
      case "ownership_transferred":
        if (fact.from === zeroAddress) {
          did("publish");
          state.deployedBy = txHash;
        }
        state.owner = fact.to;
        break;
      case "cancelled":
        did("cancel");
        state.isCancelled = true;
        break;
      case "event_extended":
        did("extend");
        state.terms = fact;
        break;
      case "pause_set":
        state.isPaused = fact.isPaused;
        break;
      case "operator_set":
        if (fact.isAllowed) state.removedOperators.delete(fact.operator);
        else state.removedOperators.add(fact.operator);
        break;
      case "ticket_type_set":
        if (txHash !== state.deployedBy)
          did(
            state.supplies.has(fact.ticketType) ? "set_supply" : "add_ticket_type",
            `type:${fact.ticketType}`,
          );
        state.supplies.set(fact.ticketType, fact.supply);
        break;
    }
  }

  #move(contract: Address, { tokenId, to: owner }: { tokenId: bigint; to: Address }): void {
    const key = `${contract}:${tokenId}`;
    const token = this.tokens.get(key);
    if (token) token.owner = owner;
    else {
      this.tokens.set(key, { contract, tokenId, owner, status: "valid" });
      this.contract(contract).tokens += 1;
    }
  }

  #mark(contract: Address, tokenId: bigint, status: TokenState["status"]): void {
    const token = this.tokens.get(`${contract}:${tokenId}`);
    if (token) token.status = status;
  }
}

import { type Address, type Hash, zeroAddress } from "viem";
import type { PlacedFact } from "@/lib/chain/chain-fact";

export type TokenState = {
  contract: Address;
  tokenId: bigint;
  owner: Address;
  status: "valid" | "checked_in" | "invalidated";
};

export type ContractState = {
  owner: Address | null;
  isCancelled: boolean;
  isPaused: boolean;
  removedOperators: Set<Address>;
  supplies: Map<number, number>;
  tokens: number;
};

/** Something that an action may ask for, as it was done in a transaction. `subject`: the order's reference, or the token. */
export type Deed = { contract: Address; name: string; subject: string; txHash: Hash };

/** What the chain's logs come to, by a path of its own: nothing here is shared with the index's projection. */
export class ChainState {
  readonly tokens = new Map<string, TokenState>();
  readonly contracts = new Map<Address, ContractState>();
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
        break;
      case "minted":
        did("mint", fact.actionId);
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
    switch (fact.name) {
      case "ownership_transferred":
        if (fact.from === zeroAddress)
          this.deeds.push({ contract, name: "publish", subject: contract, txHash });
        state.owner = fact.to;
        break;
      case "cancelled":
        state.isCancelled = true;
        break;
      case "pause_set":
        state.isPaused = fact.isPaused;
        break;
      case "operator_set":
        if (fact.isAllowed) state.removedOperators.delete(fact.operator);
        else state.removedOperators.add(fact.operator);
        break;
      case "ticket_type_set":
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

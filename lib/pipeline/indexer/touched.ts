import type { Address } from "viem";
import { z } from "zod";
import type { PlacedFact } from "@/lib/chain/chain-fact";
import type { chainEvents } from "@/lib/db/schema/pipeline";

/** A token of an event's contract. */
export type Token = { contract: Address; tokenId: bigint };

/** A ticket type of a contract, and the supply in the first of the facts at hand. */
export type TouchedType = { contract: Address; number: number; supply: number };

/** A fact as `chain_events` has it. */
export type FactRow = Pick<typeof chainEvents.$inferSelect, "contract" | "name" | "tokenId" | "args">;

const typeArgs = z.object({ ticketType: z.int(), supply: z.int() });

export const contractsOf = (types: readonly TouchedType[]) => [
  ...new Set(types.map(({ contract }) => contract)),
];

export const tokenKey = ({ contract, tokenId }: Token) => `${contract}:${tokenId}`;

/** What facts are about, each thing once: what has to be projected again after they came, or were taken back. */
export function touchedBy(rows: readonly FactRow[]) {
  const tokens = new Map<string, Token>();
  const contracts = new Map<string, Set<Address>>();
  const types = new Map<string, TouchedType>();
  for (const { contract, name, tokenId, args } of rows) {
    if (tokenId !== null) tokens.set(tokenKey({ contract, tokenId }), { contract, tokenId });
    else contracts.set(name, (contracts.get(name) ?? new Set()).add(contract));
    if (name !== "ticket_type_set") continue;
    const { ticketType: number, supply } = typeArgs.parse(args);
    const key = `${contract}:${number}`;
    if (!types.has(key)) types.set(key, { contract, number, supply });
  }
  return { tokens: [...tokens.values()], contracts, types: [...types.values()] };
}

/** Who holds the tokens that moved, by the last of their transfers; the facts are in the chain's order. */
export function lastOwners(facts: readonly PlacedFact[]): ReadonlyMap<string, Token & { owner: Address }> {
  const last = new Map<string, Token & { owner: Address }>();
  for (const { contract, fact } of facts) {
    if (fact.name !== "transferred") continue;
    const { tokenId, to: owner } = fact;
    last.set(tokenKey({ contract, tokenId }), { contract, tokenId, owner });
  }
  return last;
}

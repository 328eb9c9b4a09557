import { isMint, tokenOf } from "@/lib/chain/chain-fact";
import type { Transaction } from "@/lib/db/database";
import { insertRows } from "@/lib/db/insert-rows";
import { chainEvents } from "@/lib/db/schema/pipeline";
import { addForeignTickets } from "./add-foreign-tickets";
import { addPurchases } from "./add-purchases";
import { announceFacts } from "./announce-facts";
import { addTicketTypes, setSupplies } from "./follow-ticket-types";
import { IssuedChanges } from "./issued-changes";
import { linkTokens } from "./link-tokens";
import { lockEvents } from "./lock-events";
import { numberTicketTypes } from "./number-ticket-types";
import { projectEvents } from "./project-events";
import { foreignStatusTokens, projectStatuses } from "./project-statuses";
import type { TimedFact } from "./read-range";
import { setOwners } from "./set-owners";
import { contractsOf, lastOwners, touchedBy } from "./touched";

/**
 * Keeps what event contracts said, brings events, ticket types and tickets up to it, and tells of what others did. Rows are locked
 * in the order in which services lock them: events, tickets, types.
 */
export async function applyFacts(
  tx: Transaction,
  chainId: number,
  facts: readonly TimedFact[],
): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map((fact) => toRow(chainId, fact));
  await insertRows(tx, { table: chainEvents, rows });

  const { contracts, types } = touchedBy(rows);
  const owners = lastOwners(facts);
  const issued = new IssuedChanges();
  await lockEvents(tx, chainId, contractsOf(types));
  await projectEvents(tx, chainId, contracts);
  await numberTicketTypes(tx, chainId, contractsOf(types));
  await addTicketTypes(tx, chainId, types);
  const ours = await linkTokens(tx, { chainId, facts, owners });
  await addForeignTickets(tx, { chainId, facts, owners, ours, issued });
  await addPurchases(tx, { chainId, facts });
  await setOwners(tx, chainId, [...lastOwners(facts.filter(({ fact }) => !isMint(fact))).values()]);
  await projectStatuses(tx, { chainId, tokens: await foreignStatusTokens(tx, chainId, facts), issued });
  await setSupplies(tx, chainId, types);
  await issued.write(tx);
  await announceFacts(tx, { chainId, facts });
}

/** A fact as its row in `chain_events`. */
export function toRow(chainId: number, placed: TimedFact) {
  const { fact, blockHash: _, ...place } = placed;
  const { name, ...args } = fact;
  return { chainId, ...place, name, tokenId: tokenOf(fact), args: toJson(args) };
}

function toJson(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([key, value]) => [key, typeof value === "bigint" ? value.toString() : value]),
  );
}

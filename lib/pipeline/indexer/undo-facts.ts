import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Address } from "viem";
import type { Transaction } from "@/lib/db/database";
import { chainEvents } from "@/lib/db/schema/pipeline";
import { valueRows } from "@/lib/db/value-rows";
import { removeTicketTypes, setSupplies } from "./follow-ticket-types";
import { IssuedChanges } from "./issued-changes";
import { lockEvents } from "./lock-events";
import { numberTicketTypes } from "./number-ticket-types";
import { projectEvents } from "./project-events";
import { projectStatuses } from "./project-statuses";
import { removePurchases } from "./remove-purchases";
import { setOwners } from "./set-owners";
import { contractsOf, type Token, touchedBy } from "./touched";
import { unmint } from "./unmint";

/**
 * Forgets what blocks above `ancestor` said, which a reorg has orphaned, and projects all that they touched from the facts that
 * are left.
 */
export async function undoFacts(tx: Transaction, chainId: number, ancestor: number): Promise<void> {
  const isOrphaned = and(eq(chainEvents.chainId, chainId), gt(chainEvents.blockNumber, ancestor));
  const { contract, name, tokenId, args, blockNumber, logIndex } = chainEvents;
  const orphaned = await tx
    .select({ contract, name, tokenId, args })
    .from(chainEvents)
    .where(isOrphaned)
    .orderBy(asc(blockNumber), asc(logIndex));
  await tx.delete(chainEvents).where(isOrphaned);

  const { contracts, tokens, types } = touchedBy(orphaned);
  const owners = await loadOwners(tx, chainId, tokens);
  const issued = new IssuedChanges();
  await lockEvents(tx, chainId, contractsOf(types));
  await projectEvents(tx, chainId, contracts);
  await projectStatuses(tx, { chainId, tokens, issued });
  await unmint(tx, { chainId, tokens: owners.flatMap((it) => (it.owner === null ? it : [])), issued });
  await removePurchases(tx, chainId, orphaned);
  await setOwners(
    tx,
    chainId,
    owners.flatMap(({ owner, ...token }) => (owner === null ? [] : { ...token, owner })),
  );
  await setSupplies(tx, chainId, types);
  await issued.write(tx);
  await removeTicketTypes(tx, chainId, types);
  await numberTicketTypes(tx, chainId, contractsOf(types));
}

/** Who holds each token after the blocks that are left; null: none of them has minted it. */
async function loadOwners(
  tx: Transaction,
  chainId: number,
  tokens: readonly Token[],
): Promise<(Token & { owner: Address | null })[]> {
  if (tokens.length === 0) return [];
  const numbered = tokens.map(({ contract, tokenId }, i) => ({ i, contract, token: tokenId }));
  const { rows } = await tx.execute<{ i: number; owner: Address | null }>(sql`
    select v.i, c.args->>'to' as owner
    from ${valueRows(numbered, { i: "integer", contract: "text", token: "numeric" })}
    left join lateral (
      select args from chain_events
      where chain_id = ${chainId} and contract = v.contract and token_id = v.token and name = 'transferred'
      order by block_number desc, log_index desc limit 1) c on true`);
  return rows.flatMap(({ i, owner }) => {
    const token = tokens[i];
    return token ? [{ ...token, owner }] : [];
  });
}

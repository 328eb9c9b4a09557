import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { valueRows } from "@/lib/db/value-rows";
import type { IssuedChanges } from "./issued-changes";
import type { Token } from "./touched";

type UnmintOptions = { chainId: number; tokens: readonly Token[]; issued: IssuedChanges };

/**
 * Takes tokens that no block has any more from their tickets. Ours wait for their mint again; those of others go, unless
 * something was done with them here: these are kept until the same transaction brings them back.
 */
export async function unmint(tx: Transaction, { chainId, tokens, issued }: UnmintOptions): Promise<void> {
  if (tokens.length === 0) return;
  const lost = sql`${valueRows(tokens, { contract: "text", tokenId: "numeric" })}
    join events e on e.chain_id = ${chainId} and e.contract_address = v.contract`;
  const isLost = sql`t.event_id = e.id and t.token_id = v."tokenId"`;
  await tx.execute(sql`
    update tickets t set token_id = null, owner = null from ${lost}
    where ${isLost} and t.mint_action_id is not null`);
  const left = sql`returning t.ticket_type_id as type, t.invalidated_at is null as counts`;
  const deleted = await tx.execute<Left>(sql`
    delete from tickets t using ${lost}
    where ${isLost} and t.last_action_id is null
      and not exists (select 1 from scans s where s.ticket_id = t.id)
      and not exists (select 1 from listings l where l.ticket_id = t.id)
    ${left}`);
  const kept = await tx.execute<Left>(sql`
    update tickets t set token_id = null, owner = null, mint_failed = true from ${lost}
    where ${isLost}
    ${left}`);
  for (const { type, counts } of [...deleted.rows, ...kept.rows]) if (counts) issued.add(type, -1);
}

type Left = { type: string; counts: boolean };

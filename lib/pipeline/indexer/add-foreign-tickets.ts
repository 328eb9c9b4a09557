import { sql } from "drizzle-orm";
import type { Address, Hash } from "viem";
import { isMint } from "@/lib/chain/chain-fact";
import type { Transaction } from "@/lib/db/database";
import { insertRows } from "@/lib/db/insert-rows";
import { tickets } from "@/lib/db/schema/tickets";
import { valueRows } from "@/lib/db/value-rows";
import { newId } from "@/lib/ids";
import type { IssuedChanges } from "./issued-changes";
import type { TimedFact } from "./read-range";
import { type Token, tokenKey } from "./touched";

type AddOptions = {
  chainId: number;
  facts: readonly TimedFact[];
  owners: ReadonlyMap<string, Token & { owner: Address }>;
  /** Keys of the tokens that we minted. */
  ours: ReadonlySet<string>;
  issued: IssuedChanges;
};

/** A token's mint; `place` counts the mints of its contract in the transaction. */
type Mint = Token & { owner: Address; hash: Hash; block: number; place: number; at: Date };

type ForeignMint = Mint & { eventId: string; organisationId: string; ticketTypeId: string };

/** Makes tickets of the tokens that are none of ours: purchased, or minted by others. */
export async function addForeignTickets(tx: Transaction, options: AddOptions): Promise<void> {
  const { chainId, issued } = options;
  const unknown = await unknownMints(tx, chainId, mintsOf(options));
  if (unknown.length === 0) return;
  const returned = await adoptOrphans(tx, unknown, issued);
  const rows = unknown
    .filter((mint) => !returned.has(idOf(mint)))
    .map(({ eventId, organisationId, ticketTypeId, tokenId, owner, hash, block, place, at }) => ({
      id: newId("tkt"),
      eventId,
      organisationId,
      ticketTypeId,
      tokenId,
      owner,
      mintTxHash: hash,
      mintBlockNumber: block,
      mintPlace: place,
      createdAt: at,
    }));
  await insertRows(tx, { table: tickets, rows });
  for (const { ticketTypeId } of rows) issued.add(ticketTypeId, 1);
}

function mintsOf({ facts, owners, ours }: AddOptions): Mint[] {
  const places = new Map<string, number>();
  return facts.flatMap(({ contract, fact, txHash: hash, blockNumber: block, at }) => {
    if (!isMint(fact)) return [];
    const { tokenId } = fact;
    const transaction = `${contract}:${hash}`;
    const place = (places.get(transaction) ?? 0) + 1;
    places.set(transaction, place);
    const token = tokenKey({ contract, tokenId });
    if (ours.has(token)) return [];
    const owner = owners.get(token)?.owner ?? fact.to;
    return [{ contract, tokenId, owner, hash, block, place, at }];
  });
}

/** Those of the minted tokens that no ticket has. */
async function unknownMints(
  tx: Transaction,
  chainId: number,
  mints: readonly Mint[],
): Promise<ForeignMint[]> {
  if (mints.length === 0) return [];
  const tokens = mints.map(({ contract, tokenId }, i) => ({ i, contract, token: tokenId }));
  const { rows } = await tx.execute<{ i: number; event: string; organisation: string; type: string }>(sql`
    select v.i, e.id as event, e.organisation_id as organisation, y.id as type
    from ${valueRows(tokens, { i: "integer", contract: "text", token: "numeric" })}
    join events e on e.chain_id = ${chainId} and e.contract_address = v.contract
    join ticket_types y on y.event_id = e.id and y.number = div(v.token, 1000000000)
    where not exists (select 1 from tickets t where t.event_id = e.id and t.token_id = v.token)
    order by v.i`);
  return rows.flatMap(({ i, event: eventId, organisation: organisationId, type: ticketTypeId }) => {
    const mint = mints[i];
    return mint ? [{ ...mint, eventId, organisationId, ticketTypeId }] : [];
  });
}

/**
 * Tickets whose mint a reorg took back, and which were kept since something was done with them here, get their token again when
 * the same transaction brings it, maybe with another number.
 * @returns which mints these were.
 */
async function adoptOrphans(
  tx: Transaction,
  mints: readonly ForeignMint[],
  issued: IssuedChanges,
): Promise<ReadonlySet<string>> {
  // In order, so that their own index is read, in which there are few, and never the table.
  const orphans = await tx.execute(
    sql`select 1 from tickets where mint_failed and mint_tx_hash is not null order by mint_tx_hash limit 1`,
  );
  if (orphans.rows.length === 0) return new Set();
  const values = mints.map(({ eventId, tokenId, owner, hash, block, place }) => {
    return { event: eventId, token: tokenId, owner, hash, block, place };
  });
  type Row = { event_id: string; token_id: string; ticket_type_id: string; counts: boolean };
  const { rows } = await tx.execute<Row>(sql`
    update tickets t set mint_failed = false, token_id = v.token, owner = v.owner, mint_block_number = v.block
    from ${valueRows(values, { event: "text", token: "numeric", owner: "text", hash: "text", block: "bigint", place: "integer" })}
    where t.mint_failed and t.mint_tx_hash = v.hash and t.mint_place = v.place and t.event_id = v.event
    returning t.event_id, t.token_id, t.ticket_type_id, t.invalidated_at is null as counts`);
  for (const row of rows) if (row.counts) issued.add(row.ticket_type_id, 1);
  return new Set(rows.map((row) => idOf({ eventId: row.event_id, tokenId: BigInt(row.token_id) })));
}

const idOf = ({ eventId, tokenId }: Pick<ForeignMint, "eventId" | "tokenId">) => `${eventId}:${tokenId}`;

import { type SQL, sql } from "drizzle-orm";
import type { Address } from "viem";
import type { EventFact } from "@/lib/chain/chain-fact";
import type { Transaction } from "@/lib/db/database";
import { valueRows } from "@/lib/db/value-rows";

/** Times and numbers on the chain may be larger than the columns for them, or than dates that a browser knows. */
const MOMENT_MAX = sql`timestamptz '9999-12-31 23:59:59Z'`;
const INTEGER_MAX = 2_147_483_647;

const timeIn = (key: string) => sql`least(to_timestamp((f.args->>${key})::double precision), ${MOMENT_MAX})`;

const limit = sql`nullif(least((f.args->>'maxPerWallet')::bigint, ${INTEGER_MAX}), 0)::integer`;

/** What a fact says, or, where no fact is left, what the event was published with. */
const term = (said: SQL, key: string, type: string, column: string) => sql`
  case when f.at is not null then ${said}
       when e.published_terms is null then e.${sql.raw(column)}
       else (e.published_terms->>${key})::${sql.raw(type)} end`;

type Projection = {
  name: EventFact["name"];
  set: SQL;
  /** Which of the facts of that name count. */
  only?: SQL;
};

/**
 * What of an event follows from the last fact of each name (`f`; all null where there is none) and from nothing else, so that the
 * same statement takes the event forward and back. `e` is the event.
 */
const PROJECTIONS: readonly Projection[] = [
  { name: "cancelled", set: sql`status = case when f.at is null then 'published' else 'cancelled' end` },
  { name: "pause_set", set: sql`is_paused = coalesce((f.args->>'isPaused')::boolean, false)` },
  {
    name: "operator_set",
    set: sql`operator_removed_at = case when (f.args->>'isAllowed')::boolean then null else f.at end`,
    only: sql`and c.args->>'operator' = e.signer`,
  },
  { name: "ownership_transferred", set: sql`owner_address = f.args->>'to'` },
  {
    name: "event_extended",
    set: sql`
      published_terms = case when f.at is null then null else coalesce(e.published_terms, jsonb_build_object(
        'endsAt', e.ends_at, 'resaleClosesAt', e.resale_closes_at, 'maxPerWallet', e.max_per_wallet)) end,
      ends_at = ${term(timeIn("endsAt"), "endsAt", "timestamptz", "ends_at")},
      resale_closes_at = ${term(timeIn("resaleClosesAt"), "resaleClosesAt", "timestamptz", "resale_closes_at")},
      max_per_wallet = ${term(limit, "maxPerWallet", "integer", "max_per_wallet")}`,
  },
];

/** Brings events to what `chain_events` says of them. `contracts`: whose, by the names of the facts that came or went. */
export async function projectEvents(
  tx: Transaction,
  chainId: number,
  contracts: ReadonlyMap<string, ReadonlySet<Address>>,
): Promise<void> {
  for (const { name, set, only = sql`` } of PROJECTIONS) {
    const touched = [...(contracts.get(name) ?? [])].map((contract) => ({ contract }));
    if (touched.length === 0) continue;
    await tx.execute(sql`
      with e as (
        select events.* from events join ${valueRows(touched, { contract: "text" })}
          on events.chain_id = ${chainId} and events.contract_address = v.contract
        order by events.id for no key update of events)
      update events set updated_at = now(), ${set}
      from e left join lateral (
        select c.at, c.args from chain_events c
        where c.chain_id = ${chainId} and c.contract = e.contract_address and c.token_id is null and c.name = ${name}
          ${only}
        order by c.block_number desc, c.log_index desc limit 1) f on true
      where events.id = e.id`);
  }
}

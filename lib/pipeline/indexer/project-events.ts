import { type SQL, sql } from "drizzle-orm";
import type { Address } from "viem";
import type { EventFact } from "@/lib/chain/chain-fact";
import type { Transaction } from "@/lib/db/database";
import { valueRows } from "@/lib/db/value-rows";
import { notCarriedOut } from "./not-carried-out";

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

const EXTENDED_LIMIT = sql`(o.payload->>'maxPerWallet')::integer`;

/** A limit of ours that is on its way, unless the chain knows a higher one. Null is the highest: any number. */
const extendedLimit = (term: SQL) => sql`
  case when o.id is null then ${term}
       when ${term} is null or ${EXTENDED_LIMIT} is null then null
       else greatest(${term}, ${EXTENDED_LIMIT}) end`;

type Projection = {
  name: EventFact["name"];
  set: SQL;
  /** By what kind of action we ask for it: what was accepted here stands while it's on its way (`o`, the last such action). */
  askedBy?: "cancel" | "extend";
  /** Which of the facts of that name count. */
  only?: SQL;
};

/**
 * What of an event follows from the last fact of each name (`f`; all null where there is none), from what is on its way there,
 * and from nothing else, so that the same statement takes the event forward and back. `e` is the event.
 */
const PROJECTIONS: readonly Projection[] = [
  {
    name: "cancelled",
    askedBy: "cancel",
    set: sql`
      status = case when f.at is null and o.id is null then 'published' else 'cancelled' end,
      cancelled_at = case when f.at is null and o.id is null then null else coalesce(e.cancelled_at, f.at, now()) end,
      cancel_action_id = case when f.at is null and o.id is null then null else e.cancel_action_id end`,
  },
  { name: "pause_set", set: sql`is_paused = coalesce((f.args->>'isPaused')::boolean, false)` },
  {
    name: "operator_set",
    set: sql`operator_removed_at = case when (f.args->>'isAllowed')::boolean then null else f.at end`,
    only: sql`and c.args->>'operator' = e.signer`,
  },
  { name: "ownership_transferred", set: sql`owner_address = f.args->>'to'` },
  {
    name: "event_extended",
    askedBy: "extend",
    set: sql`
      published_terms = case when f.at is null and o.id is null then null else coalesce(e.published_terms, jsonb_build_object(
        'endsAt', e.ends_at, 'resaleClosesAt', e.resale_closes_at, 'maxPerWallet', e.max_per_wallet)) end,
      ends_at = ${term(timeIn("endsAt"), "endsAt", "timestamptz", "ends_at")},
      resale_closes_at = greatest((o.payload->>'resaleClosesAt')::timestamptz,
        ${term(timeIn("resaleClosesAt"), "resaleClosesAt", "timestamptz", "resale_closes_at")}),
      max_per_wallet = ${extendedLimit(term(limit, "maxPerWallet", "integer", "max_per_wallet"))}`,
  },
];

/** Brings events to what `chain_events` says of them. `contracts`: whose, by the names of the facts that came or went. */
export async function projectEvents(
  tx: Transaction,
  chainId: number,
  contracts: ReadonlyMap<string, ReadonlySet<Address>>,
): Promise<void> {
  for (const { name, set, askedBy, only = sql`` } of PROJECTIONS) {
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
      left join lateral (
        select a.id, a.payload from actions a
        where a.event_id = e.id and a.kind = ${askedBy ? sql.raw(`'${askedBy}'`) : sql`null`}
          and ${notCarriedOut(sql`e.contract_address`, name)}
        order by a.seq desc limit 1) o on true
      where events.id = e.id`);
  }
}

import { sql } from "drizzle-orm";
import type { Hash } from "viem";
import { z } from "zod";
import type { Queryable } from "@/lib/db/database";
import type { ChainState } from "./chain-state";

const changeRow = z.object({
  kind: z.enum(["cancel", "add_ticket_type", "set_supply", "extend"]),
  event: z.string(),
  type: z.string().nullable(),
  supply: z.int().nullable(),
  hashes: z.array(z.string()),
});

/** Changes of published events that were accepted here and that the chain hasn't carried out yet. */
export type ChangesAhead = {
  /** Ids of events. */
  cancelled: ReadonlySet<string>;
  /** Ids of events. */
  extended: ReadonlySet<string>;
  /** The supply asked for last, by ticket type. */
  supplies: ReadonlyMap<string, number>;
};

/** What is on its way by its action, but for what the chain has done already and the action doesn't know yet. */
export async function loadChangesAhead(
  db: Queryable,
  chainId: number,
  { deeds }: ChainState,
): Promise<ChangesAhead> {
  const { rows } = await db.execute(sql`
    select a.kind, a.event_id as event, a.payload->>'ticketTypeId' as type, (a.payload->>'supply')::integer as supply,
      array(select x.hash from transaction_attempts x where x.transaction_id = a.transaction_id) as hashes
    from actions a join events e on e.id = a.event_id
    where e.chain_id = ${chainId} and a.kind in ('cancel', 'add_ticket_type', 'set_supply', 'extend')
      and a.status in ('queued', 'submitted')
    order by a.seq`);
  const done = new Set(deeds.map(({ name, txHash }) => keyOf(name, txHash)));
  const ahead = z
    .array(changeRow)
    .parse(rows)
    .filter(({ kind, hashes }) => !hashes.some((hash) => done.has(keyOf(kind, hash))));
  const eventsOf = (wanted: string) =>
    new Set(ahead.flatMap(({ kind, event }) => (kind === wanted ? event : [])));
  return {
    cancelled: eventsOf("cancel"),
    extended: eventsOf("extend"),
    supplies: new Map(
      ahead.flatMap(({ type, supply }) => (type === null || supply === null ? [] : [[type, supply]])),
    ),
  };
}

const keyOf = (name: string, hash: Hash | string) => `${name}:${hash}`;

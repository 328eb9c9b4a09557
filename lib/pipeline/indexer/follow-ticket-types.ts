import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { insertRows } from "@/lib/db/insert-rows";
import { ticketTypes } from "@/lib/db/schema/events";
import { valueRows } from "@/lib/db/value-rows";
import { newId } from "@/lib/ids";
import { notCarriedOut } from "./not-carried-out";
import type { TouchedType } from "./touched";

const COLUMNS = { contract: "text", number: "integer", supply: "integer" } as const;

/** Adds the ticket types that others gave an event's contract. They can be renamed here; the chain knows no names. */
export async function addTicketTypes(
  tx: Transaction,
  chainId: number,
  types: readonly TouchedType[],
): Promise<void> {
  if (types.length === 0) return;
  const { rows } = await tx.execute<{ event_id: string; number: number; supply: number; price: string }>(sql`
    select e.id as event_id, v.number, v.supply, c.args->>'price' as price
    from ${valueRows(types, COLUMNS)}
    join events e on e.chain_id = ${chainId} and e.contract_address = v.contract
    join lateral (${lastFact(chainId)}) c on true
    where not exists (select 1 from ticket_types y where y.event_id = e.id and y.number = v.number)`);
  const added = rows.map(({ event_id: eventId, number, supply, price }) => ({
    id: newId("typ"),
    eventId,
    number,
    name: `Type ${number}`,
    priceUnits: BigInt(price),
    supply,
    isAddedOnChain: true,
  }));
  await insertRows(tx, { table: ticketTypes, rows: added, skipExisting: true });
}

/**
 * Sets supplies to what we asked for last and the chain hasn't carried out yet, or else to what the last fact of each type says.
 * Where no fact is left, its deployment is gone as well: the first of the facts that went said the supply it was published with.
 */
export async function setSupplies(
  tx: Transaction,
  chainId: number,
  types: readonly TouchedType[],
): Promise<void> {
  if (types.length === 0) return;
  const { rows } = await tx.execute<{ id: string; supply: number }>(sql`
    select y.id, s.supply
    from ${valueRows(types, COLUMNS)}
    join events e on e.chain_id = ${chainId} and e.contract_address = v.contract
    join ticket_types y on y.event_id = e.id and y.number = v.number
    left join lateral (${lastFact(chainId)}) c on true
    left join lateral (${lastAsked}) o on true
    cross join lateral (select coalesce(o.supply, (c.args->>'supply')::integer, v.supply) as supply) s
    where y.supply <> s.supply
    order by y.id`);
  for (const { id, supply } of rows) {
    await tx.execute(sql`update ticket_types set supply = ${supply} where id = ${id}`);
  }
}

/** Removes types that others added in blocks that are gone; those that tickets were issued of, or held, here stay. */
export async function removeTicketTypes(
  tx: Transaction,
  chainId: number,
  types: readonly TouchedType[],
): Promise<void> {
  if (types.length === 0) return;
  await tx.execute(sql`
    delete from ticket_types y using ${valueRows(types, COLUMNS)}
    join events e on e.chain_id = ${chainId} and e.contract_address = v.contract
    where y.event_id = e.id and y.number = v.number and y.is_added_on_chain
      and not exists (${lastFact(chainId)})
      and not exists (select 1 from tickets t where t.ticket_type_id = y.id)
      and not exists (select 1 from holds h where h.ticket_type_id = y.id)`);
}

/** The supply of the last action on the type that is on its way. */
const lastAsked = sql`
  select (a.payload->>'supply')::integer as supply from actions a
  where a.event_id = e.id and a.kind in ('add_ticket_type', 'set_supply') and a.payload->>'ticketTypeId' = y.id
    and ${notCarriedOut(sql`e.contract_address`, "ticket_type_set")}
  order by a.seq desc limit 1`;

const lastFact = (chainId: number) => sql`
  select c.args from chain_events c
  where c.chain_id = ${chainId} and c.contract = v.contract and c.token_id is null and c.name = 'ticket_type_set'
    and (c.args->>'ticketType')::integer = v.number
  order by c.block_number desc, c.log_index desc limit 1`;

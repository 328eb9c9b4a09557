import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { chainEvents } from "@/lib/db/schema/pipeline";
import { listings } from "@/lib/db/schema/sale";
import { orders, tickets } from "@/lib/db/schema/tickets";
import { countHeld } from "@/lib/services/hold/count-held";
import { listingIsOpen } from "@/lib/services/listing/state";
import type { EventRow } from "./find";

/** How many tickets of a type are, or were, part of a sale. */
export type SaleCounts = { held: number; sold: number; listed: number; resold: number };

type CountOptions = { event: EventRow; ticketTypeIds: readonly string[]; now: Date };
type Counts = ReadonlyMap<string, number>;

/** Sales of an event by ticket type. */
export async function countSales(
  db: Queryable,
  { event, ticketTypeIds, now }: CountOptions,
): Promise<(ticketTypeId: string) => SaleCounts> {
  const held = await countHeld(db, { ticketTypeIds, now });
  const sold = await countSold(db, event);
  const listed = await countListed(db, event, now);
  const resold = await countResold(db, event);
  const of = (counts: Counts, id: string) => counts.get(id) ?? 0;
  return (id) => ({ held: of(held, id), sold: of(sold, id), listed: of(listed, id), resold: of(resold, id) });
}

async function countSold(db: Queryable, event: EventRow): Promise<Counts> {
  const rows = await db
    .select({ typeId: orders.ticketTypeId, count: sql<number>`sum(${orders.quantity})::int` })
    .from(orders)
    .where(and(eq(orders.eventId, event.id), isNotNull(orders.buyer)))
    .groupBy(orders.ticketTypeId);
  return new Map(rows.map(({ typeId, count }) => [typeId ?? "", count]));
}

async function countListed(db: Queryable, event: EventRow, now: Date): Promise<Counts> {
  const rows = await db
    .select({ typeId: tickets.ticketTypeId, count: sql<number>`count(*)::int` })
    .from(listings)
    .innerJoin(tickets, eq(tickets.id, listings.ticketId))
    .innerJoin(events, eq(events.id, listings.eventId))
    .where(and(eq(listings.eventId, event.id), listingIsOpen(now)))
    .groupBy(tickets.ticketTypeId);
  return new Map(rows.map(({ typeId, count }) => [typeId, count]));
}

/** A sale on the market is said twice, a transfer by the organiser once and without a price: each sale counts once. */
const isSale: SQL = sql`((${chainEvents.name} = 'resold' and (${chainEvents.args}->>'price')::numeric > 0)
  or (${chainEvents.name} = 'offer_filled' and (${chainEvents.args}->>'price')::numeric = 0))`;

async function countResold(db: Queryable, event: EventRow): Promise<Counts> {
  const { chainId, contractAddress } = event;
  if (chainId === null || contractAddress === null) return new Map();
  const rows = await db
    .select({ typeId: ticketTypes.id, count: sql<number>`count(*)::int` })
    .from(chainEvents)
    .innerJoin(
      ticketTypes,
      and(
        eq(ticketTypes.eventId, event.id),
        eq(ticketTypes.number, sql`div(${chainEvents.tokenId}, 1000000000)`),
      ),
    )
    .where(
      and(
        eq(chainEvents.chainId, chainId),
        eq(chainEvents.contract, contractAddress),
        sql`${chainEvents.name} in ('resold', 'offer_filled')`,
        isSale,
      ),
    )
    .groupBy(ticketTypes.id);
  return new Map(rows.map(({ typeId, count }) => [typeId, count]));
}

import { and, asc, eq } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { insertRows } from "@/lib/db/insert-rows";
import { ticketTypes } from "@/lib/db/schema/events";
import { openTickets } from "@/lib/db/schema/open";
import { tickets } from "@/lib/db/schema/tickets";
import type { Context } from "@/lib/services/context";
import { type EventRow, findEvent } from "@/lib/services/event/find";
import { publishEvent } from "@/lib/services/event/publish";
import { parseAmount, tooFine } from "@/lib/services/money";
import { notFound } from "@/lib/services/not-found";
import { mintTickets } from "@/lib/services/ticket/mint";
import { updateTicketType } from "@/lib/services/ticket-type/update";
import { type Call, itemsOf } from "./call";
import type { Parsed } from "./item";

/** By so many a ticket type of OPEN's grows; it has begun with as many. */
const STEP = 1_000_000;

type Sale = Extract<Parsed, { name: "soldTicket" }>;

/** Mints what was sold, one call for each event. The first sale publishes it. */
export async function doSales(call: Call): Promise<void> {
  const sales = itemsOf(call, ["soldTicket"]);
  refuseEarly(call, sales);
  await refuseTaken(call, sales);
  for (const [eventId, all] of Map.groupBy(sales, ({ data }) => data.eventId)) {
    const open = all.filter(({ item }) => item.isOpen);
    if (open.length > 0) await sellFor(call, eventId, open);
  }
}

/** Sales for an event that an item after them makes: done one by one, they would not have found it. */
function refuseEarly({ parsed }: Call, sales: readonly Sale[]): void {
  const made = new Map(
    parsed.flatMap(({ name, item, data }) =>
      name === "newEvent" && item.promised ? [[data.eventId, item.index] as const] : [],
    ),
  );
  for (const { item, data } of sales)
    if (item.index < (made.get(data.eventId) ?? -1)) item.fail("eventId", "There is no such event.");
}

/** Ids of tickets are the caller's, and name one ticket each in all of its events. */
async function refuseTaken({ tx, ctx }: Call, sales: readonly Sale[]): Promise<void> {
  if (sales.length === 0) return;
  const ids = sales.map(({ data }) => data.ticketId);
  const taken = await tx
    .select({ externalId: tickets.externalId })
    .from(tickets)
    .where(and(eq(tickets.organisationId, ctx.actor.organisationId), inList(tickets.externalId, ids)));
  const seen = new Set(taken.map(({ externalId }) => externalId));
  for (const { item, data } of sales.filter((sale) => sale.item.isOpen)) {
    if (seen.has(data.ticketId)) item.fail("ticketId", "ticketId is taken by another of your tickets");
    seen.add(data.ticketId);
  }
}

async function sellFor({ tx, ctx }: Call, eventId: string, sales: readonly Sale[]): Promise<void> {
  try {
    await tx.transaction(async (inner) => {
      const event = await findEvent(inner, {
        organisationId: ctx.actor.organisationId,
        id: `ext:${eventId}`,
      });
      for (const { item, data } of sales) {
        if (parseAmount(data.price, event) === null) item.fail("price", `price ${tooFine(event)}`);
        if (data.to && data.to === event.contractAddress)
          item.fail("to", "to must not be the event's own contract");
      }
      const good = sales.filter(({ item }) => item.isOpen);
      if (good.length > 0) await sell(inner, { ...ctx, db: inner }, event, good);
    });
  } catch (error) {
    for (const { item } of sales) if (item.errors.length === 0) item.refuse(error, "eventId");
  }
}

async function sell(tx: Transaction, ctx: Context, event: EventRow, sales: readonly Sale[]): Promise<void> {
  // Where it stands published nothing happens; where the chain refused to deploy it, it is deployed anew.
  await publishEvent({ ctx, input: { id: event.id } });
  const ticketTypeId = await ensureStock(tx, ctx, event, sales.length);
  const asked = sales.map(({ data: { to, ticketId: externalId } }) => ({ ticketTypeId, to, externalId }));
  const minted = await mintTickets({ ctx, input: { eventId: event.id, tickets: asked } });
  const ids = minted.tickets.map(({ id }) => id);
  const actionIds = await mintActionsOf(tx, ids);
  const rows = sales.flatMap(({ item, data }, i) => {
    const ticketId = ids[i];
    if (!ticketId) return [];
    const { userId } = data;
    item.promised = { actionId: actionIds.get(ticketId) ?? null, eventId: event.id, ticketId, userId };
    const { price, imageUrl, mediaUrl, name, description, metadataAttributes, orderTime } = data;
    const looks = { imageUrl, mediaUrl, name, description, attributes: metadataAttributes };
    return [{ ticketId, userId, price, ...looks, orderTime: orderTime ?? ctx.clock.now() }];
  });
  await insertRows(tx, { table: openTickets, rows });
}

/** The event's first ticket type, grown where it has too few left: OPEN knows no capacity. */
async function ensureStock(tx: Transaction, ctx: Context, event: EventRow, wanted: number): Promise<string> {
  const [type] = await tx
    .select({ id: ticketTypes.id, supply: ticketTypes.supply, issued: ticketTypes.issued })
    .from(ticketTypes)
    .where(eq(ticketTypes.eventId, event.id))
    .orderBy(asc(ticketTypes.number))
    .limit(1);
  if (!type) throw notFound("ticket type");
  const isMadeHere = type.supply % STEP === 0;
  if (isMadeHere && type.supply - type.issued < wanted)
    await updateTicketType({ ctx, input: { id: type.id, supply: type.supply + STEP } });
  return type.id;
}

async function mintActionsOf(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await tx
    .select({ id: tickets.id, actionId: tickets.mintActionId })
    .from(tickets)
    .where(inList(tickets.id, ids));
  return new Map(rows.map(({ id, actionId }) => [id, actionId]));
}

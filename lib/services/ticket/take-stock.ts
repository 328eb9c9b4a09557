import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { ticketTypes } from "@/lib/db/schema/events";
import { AppError } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { countHeld, countPermitted } from "@/lib/services/hold/count-held";
import type { MintTicketInput } from "./schema";

type TicketTypeRow = typeof ticketTypes.$inferSelect;

/**
 * The ticket types of the event that a call asks for, locked in the order of their ids, so that two calls can neither oversell nor
 * wait for each other for ever.
 */
export function lockTicketTypes(
  tx: Transaction,
  eventId: string,
  tickets: readonly MintTicketInput[],
): Promise<TicketTypeRow[]> {
  const asked = [...new Set(tickets.map((ticket) => ticket.ticketTypeId))].filter((id) => isId("typ", id));
  return tx
    .select()
    .from(ticketTypes)
    .where(and(eq(ticketTypes.eventId, eventId), inArray(ticketTypes.id, asked)))
    .orderBy(asc(ticketTypes.id))
    .for("update");
}

type TakeOptions = { types: readonly TicketTypeRow[]; tickets: readonly MintTicketInput[]; now: Date };

/**
 * Takes as many of each type as the call asks for, beside those that buyers may still purchase by permits of ours: a mint that was
 * accepted must not find its place sold. The caller holds the locks of {@link lockTicketTypes}.
 * @throws {AppError} `sold_out`, naming each type that is short.
 */
export async function takeStock(tx: Transaction, { types, tickets, now }: TakeOptions): Promise<void> {
  const asked = new Map<string, number>();
  for (const { ticketTypeId } of tickets) asked.set(ticketTypeId, (asked.get(ticketTypeId) ?? 0) + 1);
  const counting = { ticketTypeIds: [...asked.keys()], now };
  const [held, permitted] = [await countHeld(tx, counting), await countPermitted(tx, counting)];
  requireEnough(types, asked, { held, permitted });
  for (const { id } of types) {
    await tx
      .update(ticketTypes)
      .set({ issued: sql`${ticketTypes.issued} + ${asked.get(id) ?? 0}` })
      .where(eq(ticketTypes.id, id));
  }
}

function requireEnough(
  types: readonly TicketTypeRow[],
  asked: ReadonlyMap<string, number>,
  { held, permitted }: Record<"held" | "permitted", ReadonlyMap<string, number>>,
): void {
  const short = types.flatMap(({ id, name, supply, issued }) => {
    const requested = asked.get(id) ?? 0;
    const kept = (permitted.get(id) ?? 0) - (held.get(id) ?? 0);
    const available = Math.max(0, supply - issued - (permitted.get(id) ?? 0));
    return requested > available ? [{ ticketTypeId: id, name, requested, available, kept }] : [];
  });
  if (short.length === 0) return;
  const told = short.map(
    ({ name, requested, available, kept }) =>
      `${name}: ${requested} asked, ${available} left${kept > 0 ? ` beside ${kept} kept for a few minutes, as permits of holds that ended may still buy them` : ""}`,
  );
  throw new AppError("sold_out", `${told.join("; ")}. Nothing was issued.`, { extra: { soldOut: short } });
}

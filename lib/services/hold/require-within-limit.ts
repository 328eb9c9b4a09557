import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Address } from "viem";
import type { Transaction } from "@/lib/db/database";
import { holds } from "@/lib/db/schema/sale";
import { orders } from "@/lib/db/schema/tickets";
import { AppError } from "@/lib/errors";
import type { EventRow } from "@/lib/services/event/find";
import { holdIsUsed } from "./is-used";

type LimitOptions = { event: EventRow; buyer: Address; quantity: number; now: Date };

/**
 * Makes sure that a wallet stays within the event's limit, with what it has purchased and what it holds. Until the transaction
 * ends no other hold of this wallet is looked at, of whatever type.
 * @throws {AppError} `wallet_limit`, saying how many it may still have.
 */
export async function requireWithinLimit(tx: Transaction, options: LimitOptions): Promise<void> {
  const { event, buyer, quantity, now } = options;
  if (event.maxPerWallet === null) return;
  const key = `hold:${event.id}:${buyer}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
  const [purchased] = await tx
    .select({ quantity: sql<number>`coalesce(sum(${orders.quantity}), 0)::int` })
    .from(orders)
    .where(and(eq(orders.eventId, event.id), eq(orders.buyer, buyer)));
  const [held] = await tx
    .select({ quantity: sql<number>`coalesce(sum(${holds.quantity}), 0)::int` })
    .from(holds)
    .where(
      and(
        eq(holds.eventId, event.id),
        eq(holds.buyer, buyer),
        gt(holds.expiresAt, now),
        isNull(holds.releasedAt),
        sql`not ${holdIsUsed}`,
      ),
    );
  const left = Math.max(0, event.maxPerWallet - (purchased?.quantity ?? 0) - (held?.quantity ?? 0));
  if (quantity <= left) return;
  const detail = `A wallet may buy ${event.maxPerWallet} tickets of this event; this one may hold ${left} more.`;
  throw new AppError("wallet_limit", detail, { extra: { maxPerWallet: event.maxPerWallet, left } });
}

import { and, eq } from "drizzle-orm";
import type { Signer } from "@/lib/chain/signer";
import type { Transaction } from "@/lib/db/database";
import { ticketTypes } from "@/lib/db/schema/events";
import { holds } from "@/lib/db/schema/sale";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { askChain } from "@/lib/services/ask-chain";
import type { HolderContext, PublicContext } from "@/lib/services/context";
import type { EventRow } from "@/lib/services/event/find";
import { findPublicEvent } from "@/lib/services/event/find-public";
import { invalidFields } from "@/lib/services/invalid-fields";
import type { TicketTypeRow } from "@/lib/services/ticket-type/project-ticket-type";
import { countHeld } from "./count-held";
import { nextPermitNonce } from "./next-permit-nonce";
import { permitOf } from "./permit";
import { projectHold } from "./project-hold";
import { type OnSale, requireOpenSale, requireSoldHere } from "./require-on-sale";
import { requireWithinLimit } from "./require-within-limit";
import type { CreateHoldInput, HoldOutput } from "./schema";
import { waitForContract } from "./wait-for-contract";

const LASTS_MS = 600_000;

/**
 * Reserves tickets for a buyer for ten minutes and signs the permit that lets them purchase. Open to all: nothing of it is the
 * organiser's to authorise. What isn't in stock is refused before anything is signed, and again under the type's lock.
 * @throws {AppError} `not_found`, `validation_failed` for a type that isn't the event's, `event_not_published`,
 * `event_cancelled`, `not_for_sale_here`, `sale_closed`, `wallet_limit`, `sold_out`, `chain_unavailable`.
 */
export async function createHold(options: {
  ctx: HolderContext;
  input: CreateHoldInput;
}): Promise<HoldOutput> {
  const { ctx, input } = options;
  const { event, sale, asked, signer } = await findSale(options);
  await waitForContract(ctx.db, { event, type: asked });
  const type = await findType(ctx, event, asked.id);
  await requireInStock(ctx, type, input.quantity);

  const signed = await signPermit(ctx, { signer, sale, type, input });
  return ctx.db.transaction(async (tx) => {
    const now = ctx.clock.now();
    const { quantity, buyer } = input;
    await requireWithinLimit(tx, { event, buyer, quantity, now });
    const locked = await lockType(tx, type.id);
    await requireInStock({ ...ctx, db: tx }, locked, quantity);
    const [hold] = await tx
      .insert(holds)
      .values({
        id: newId("hld"),
        eventId: event.id,
        ticketTypeId: type.id,
        quantity,
        buyer,
        ...signed,
        createdAt: now,
      })
      .returning();
    if (!hold) throw new Error("The hold was not written.");
    return projectHold({ hold, isUsed: false, sale, event, type }, now);
  });
}

/** Waits for what {@link createHold} waits for, so that it finds it there. Its refusals are the same. */
export async function waitForSale(options: { ctx: HolderContext; input: CreateHoldInput }): Promise<void> {
  const { event, asked } = await findSale(options);
  await waitForContract(options.ctx.db, { event, type: asked });
}

async function findSale({ ctx, input }: { ctx: HolderContext; input: CreateHoldInput }) {
  const event = await findPublicEvent(ctx, input.id);
  const sale = requireSoldHere(event);
  const asked = await findType(ctx, event, input.ticketTypeId);
  if (input.buyer === sale.contract)
    throw invalidFields([{ path: "buyer", message: "must not be the event's own contract" }]);
  return { event, sale, asked, signer: requireOpenSale(ctx, event, asked) };
}

async function findType(ctx: PublicContext, event: EventRow, id: string): Promise<TicketTypeRow> {
  const [type] = await ctx.db
    .select()
    .from(ticketTypes)
    .where(and(eq(ticketTypes.eventId, event.id), eq(ticketTypes.id, id)));
  if (type) return type;
  throw invalidFields([{ path: "ticketTypeId", message: "is not a ticket type of this event" }]);
}

/** Nobody else takes stock of the type, or gives it back, until the transaction ends. */
async function lockType(tx: Transaction, id: string): Promise<TicketTypeRow> {
  const [type] = await tx.select().from(ticketTypes).where(eq(ticketTypes.id, id)).for("update");
  if (!type) throw new Error(`Ticket type ${id} is gone.`);
  return type;
}

async function requireInStock(
  { db, clock }: { db: PublicContext["db"] | Transaction; clock: PublicContext["clock"] },
  { id, name, supply, issued }: TicketTypeRow,
  requested: number,
): Promise<void> {
  const held = await countHeld(db, { ticketTypeIds: [id], now: clock.now() });
  const available = Math.max(0, supply - issued - (held.get(id) ?? 0));
  if (requested <= available) return;
  throw new AppError("sold_out", `${name}: ${requested} asked, ${available} left.`, {
    extra: { soldOut: [{ ticketTypeId: id, name, requested, available }] },
  });
}

type Signing = { signer: Signer; sale: OnSale; type: TicketTypeRow; input: CreateHoldInput };

/** Before any lock is taken: the signer may be another process. */
async function signPermit(ctx: PublicContext, { signer, sale, type, input }: Signing) {
  const { quantity, buyer } = input;
  const expiresAt = new Date(Math.ceil((ctx.clock.now().getTime() + LASTS_MS) / 1000) * 1000);
  const nonce = await nextPermitNonce(ctx.db, type.eventId);
  const { priceUnits: unitPriceUnits, number: ticketType } = type;
  const permit = permitOf({ ...sale, buyer, ticketType, quantity, unitPriceUnits, expiresAt, nonce });
  const signature = await askChain(() => signer.signTypedData(permit));
  return { nonce, unitPriceUnits, expiresAt, signer: signer.address, signature };
}

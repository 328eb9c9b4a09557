import { eq } from "drizzle-orm";
import type { Hex } from "viem";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { isSignedBy } from "@/lib/chain/is-signed-by";
import type { Queryable, Transaction } from "@/lib/db/database";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { listings } from "@/lib/db/schema/sale";
import { tickets } from "@/lib/db/schema/tickets";
import { AppError } from "@/lib/errors";
import { isId, newId } from "@/lib/ids";
import { askChain } from "@/lib/services/ask-chain";
import type { PublicContext } from "@/lib/services/context";
import { invalidFields } from "@/lib/services/invalid-fields";
import { parseAmount, tooFine } from "@/lib/services/money";
import { notFound } from "@/lib/services/not-found";
import { closeListings } from "./close";
import { offerOf } from "./offer";
import { projectListing } from "./project-listing";
import { type Resellable, requireResellable } from "./require-resellable";
import type { CreateListingInput, ListingOutput } from "./schema";
import { selectListings } from "./select-listings";

type Terms = { ticketId: string; priceUnits: bigint; expiresAt: Date };

/**
 * Lists a ticket by its holder's signed offer, in place of an older listing of it. The signature is what entitles to it.
 * @throws {AppError} `not_found`, `validation_failed`, `event_cancelled`, `ticket_invalidated`, `already_checked_in`,
 * `transfer_locked`, `resale_closed`, `price_above_cap`, `not_for_sale_here`, `not_yet_issued`, `chain_unavailable`, and `signature_invalid` with
 * the typed data that has to be signed.
 */
export async function createListing(options: {
  ctx: PublicContext;
  input: CreateListingInput;
}): Promise<ListingOutput> {
  const { ctx, input } = options;
  const terms = await readTerms(ctx, input);
  const resellable = requireResellable(ctx, { ...(await findTicket(ctx.db, terms.ticketId)), ...terms });
  const nonce = await readNonce(ctx, resellable);
  await requireSigned(ctx, { ...resellable, ...terms, nonce }, input.signature);

  return ctx.db.transaction(async (tx) => {
    // What was signed for may have changed meanwhile; a gate that reads the ticket waits here.
    const found = await findTicket(tx, terms.ticketId, "lock");
    const { seller, tokenId } = requireResellable(ctx, { ...found, ...terms });
    if (seller !== resellable.seller || tokenId !== resellable.tokenId)
      throw new AppError("signature_invalid", "The ticket has just changed hands.");
    const id = await replace(tx, {
      ...terms,
      eventId: found.event.id,
      seller,
      tokenId,
      nonce,
      signature: input.signature,
      createdAt: ctx.clock.now(),
    });
    const [row] = await selectListings(tx, ctx.clock.now()).where(eq(listings.id, id));
    if (!row) throw new Error("The listing was not written.");
    return projectListing(row);
  });
}

async function readTerms(ctx: PublicContext, input: CreateListingInput): Promise<Terms> {
  const { ticketId } = input;
  const { event } = await findTicket(ctx.db, ticketId);
  const expiresAt = new Date(Math.floor(input.expiresAt.getTime() / 1000) * 1000);
  const priceUnits = parseAmount(input.price, event);
  const isFuture = expiresAt > ctx.clock.now();
  if (priceUnits !== null && isFuture) return { ticketId, priceUnits, expiresAt };
  throw invalidFields([
    ...(priceUnits === null ? [{ path: "price", message: tooFine(event) }] : []),
    ...(isFuture ? [] : [{ path: "expiresAt", message: "must be in the future" }]),
  ]);
}

async function findTicket(db: Queryable, id: string, lock?: "lock") {
  if (!isId("tkt", id)) throw notFound("ticket");
  const query = db
    .select({ ticket: tickets, event: events, type: ticketTypes })
    .from(tickets)
    .innerJoin(events, eq(events.id, tickets.eventId))
    .innerJoin(ticketTypes, eq(ticketTypes.id, tickets.ticketTypeId))
    .where(eq(tickets.id, id));
  const [row] = await (lock ? query.for("update", { of: tickets }) : query);
  if (!row) throw notFound("ticket");
  return row;
}

/** Asked of the chain, which may be ahead of the index. */
async function readNonce({ chain }: PublicContext, { contract, tokenId }: Resellable): Promise<number> {
  const nonce = await askChain(() =>
    chain.client.readContract({
      abi: eventTicketsAbi,
      address: contract,
      functionName: "nonceOf",
      args: [tokenId],
    }),
  );
  return Number(nonce);
}

async function requireSigned(
  { chain }: PublicContext,
  parts: Resellable & Terms & { nonce: number },
  signature: Hex,
): Promise<void> {
  const typedData = offerOf(parts);
  const address = parts.seller;
  if (await askChain(() => isSignedBy(chain, { address, typedData, signature }))) return;
  throw new AppError(
    "signature_invalid",
    `The signature is not ${address}'s, the ticket's holder, of this offer. Sign typedData.`,
    { extra: { signer: address, typedData } },
  );
}

/**
 * A ticket has one listing that counts. The caller holds the ticket's lock. The ticket's row gets a new version, so that a gate which
 * read it before there was this listing decides anew.
 */
async function replace(
  tx: Transaction,
  listing: Omit<typeof listings.$inferInsert, "id"> & { createdAt: Date },
): Promise<string> {
  const { ticketId, createdAt } = listing;
  await closeListings(tx, [ticketId], createdAt);
  const id = newId("lst");
  await tx.insert(listings).values({ id, ...listing });
  await tx.update(tickets).set({ lastActionId: tickets.lastActionId }).where(eq(tickets.id, ticketId));
  return id;
}

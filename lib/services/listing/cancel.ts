import { and, eq, isNull } from "drizzle-orm";
import { isSignedBy } from "@/lib/chain/is-signed-by";
import { listings } from "@/lib/db/schema/sale";
import { AppError } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { askChain } from "@/lib/services/ask-chain";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Actor, HolderContext, PublicContext } from "@/lib/services/context";
import { notFound } from "@/lib/services/not-found";
import { asHolder } from "@/lib/services/ticket/as-holder";
import { cancellationOf } from "./offer";
import { projectListing } from "./project-listing";
import type { CancelListingInput, ListingOutput } from "./schema";
import { type ListingRow, selectListings } from "./select-listings";

/** How long a signature of its own making may count, where the caller has yet to choose. */
const SUGGESTED_MS = 600_000;

/**
 * Takes a listing down for good: by the seller's signature, or by the organiser. Again, the answer is the same; one that was
 * filled stays so. The offer itself is on no server and stands on the chain until it expires, or its holder revokes it there.
 * @throws {AppError} `not_found`, also where it is another organisation's; `forbidden`; `signature_invalid` with the typed
 * data that has to be signed.
 */
export async function cancelListing(options: {
  ctx: HolderContext;
  input: CancelListingInput;
}): Promise<ListingOutput> {
  const { ctx, input } = options;
  const row = await findListing(ctx, input.id);
  if (ctx.actor && !input.signature) requireOrganiser({ actor: ctx.actor }, row);
  else await requireSeller(ctx, row, input);

  const { organisationId } = row.event;
  const by =
    ctx.actor && !input.signature
      ? { ...ctx, actor: ctx.actor }
      : asHolder(ctx, organisationId, row.listing.seller);
  const now = ctx.clock.now();
  await ctx.db.transaction(async (tx) => {
    const closed = await tx
      .update(listings)
      .set({ closedAt: now })
      .where(and(eq(listings.id, row.listing.id), isNull(listings.closedAt)))
      .returning({ id: listings.id });
    if (closed.length === 0) return;
    await audit(tx, by, { action: "listing.cancel", entity: "listing", entityId: row.listing.id });
  });
  return projectListing(await findListing(ctx, input.id));
}

async function findListing(ctx: PublicContext, id: string): Promise<ListingRow> {
  if (!isId("lst", id)) throw notFound("listing");
  const [row] = await selectListings(ctx.db, ctx.clock.now()).where(eq(listings.id, id));
  if (!row) throw notFound("listing");
  return row;
}

function requireOrganiser(ctx: { actor: Actor }, { event }: ListingRow): void {
  authorise(ctx, "tickets:write");
  if (event.organisationId !== ctx.actor.organisationId) throw notFound("listing");
}

async function requireSeller(ctx: HolderContext, row: ListingRow, input: CancelListingInput): Promise<void> {
  const { id: listingId, seller: address } = row.listing;
  const nowMs = ctx.clock.now().getTime();
  const typedDataOf = (deadline: number) =>
    cancellationOf({ chainId: ctx.chain.chainId, listingId, deadline });
  const { signature, deadline } = input;
  if (signature && deadline && deadline * 1000 >= nowMs) {
    const signed = { address, typedData: typedDataOf(deadline), signature };
    if (await askChain(() => isSignedBy(ctx.chain, signed))) return;
  }
  throw new AppError(
    "signature_invalid",
    `Only ${address}, who listed the ticket, or the organiser may take it down: sign typedData, and send its deadline too.`,
    { extra: { signer: address, typedData: typedDataOf(Math.floor((nowMs + SUGGESTED_MS) / 1000)) } },
  );
}

import { zeroAddress } from "viem";
import { formatAmount } from "@/lib/services/money";
import { offerOf } from "./offer";
import type { ListingOutput } from "./schema";
import type { ListingRow } from "./select-listings";

/** A listing as anybody sees it, with the signed offer. */
export function projectListing(row: ListingRow): ListingOutput {
  const { listing, event, status } = row;
  const { tokenId, priceUnits, expiresAt, nonce } = listing;
  const { chainId, contractAddress: contract } = event;
  if (chainId === null || contract === null) throw new Error(`Listing ${listing.id} is of a draft.`);
  const currency = event.currencyAddress ?? zeroAddress;
  const offer = offerOf({ chainId, contract, tokenId, priceUnits, currency, expiresAt, nonce });
  return {
    id: listing.id,
    ticketId: listing.ticketId,
    eventId: listing.eventId,
    tokenId: `${tokenId}`,
    seller: listing.seller,
    price: formatAmount(priceUnits, event),
    currency: event.currency,
    expiresAt: expiresAt.toISOString(),
    status,
    offer: { ...offer, signature: listing.signature },
    createdAt: listing.createdAt.toISOString(),
  };
}

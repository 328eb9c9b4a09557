import type { Address } from "viem";
import { listingCancellationTypes, marketDomain, offerTypes } from "@/lib/chain/typed-data";

type OfferParts = {
  chainId: number;
  contract: Address;
  tokenId: bigint;
  priceUnits: bigint;
  currency: Address;
  expiresAt: Date;
  nonce: number;
};

/** The typed data of an offer, as holders sign it and as it is answered. */
export function offerOf(parts: OfferParts) {
  return {
    domain: marketDomain(parts.chainId),
    types: { Offer: [...offerTypes.Offer] },
    primaryType: "Offer" as const,
    message: {
      tickets: parts.contract,
      tokenId: `${parts.tokenId}`,
      price: `${parts.priceUnits}`,
      currency: parts.currency,
      expiry: `${Math.floor(parts.expiresAt.getTime() / 1000)}`,
      nonce: `${parts.nonce}`,
    },
  };
}

/** The typed data by which a seller takes a listing down here. */
export function cancellationOf(parts: { chainId: number; listingId: string; deadline: number }) {
  return {
    domain: marketDomain(parts.chainId),
    types: { ListingCancellation: [...listingCancellationTypes.ListingCancellation] },
    primaryType: "ListingCancellation" as const,
    message: { listingId: parts.listingId, deadline: `${parts.deadline}` },
  };
}

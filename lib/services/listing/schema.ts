import type { Hex } from "viem";
import { z } from "zod";
import {
  amount,
  checksummed,
  currencyAddress,
  decimal,
  fields,
  id,
  instant,
  listShape,
  moment,
  page,
} from "@/lib/services/fields";
import { signatureOutput, typedDataShape, uintString } from "@/lib/services/typed-data-schema";

/** Contract wallets may sign with more than a key's 65 bytes. */
const SIGNATURE_CHARACTERS_MAX = 16_384;

const LISTING_STATUSES = ["open", "filled", "cancelled", "expired", "dead"] as const;
export type ListingStatus = (typeof LISTING_STATUSES)[number];

const isSignature = (text: string): text is Hex => /^0x(?:[0-9a-fA-F]{2})+$/.test(text);

const signature = z
  .string({ error: "must be a signature: 0x and hexadecimal digits" })
  .max(SIGNATURE_CHARACTERS_MAX, `must have at most ${SIGNATURE_CHARACTERS_MAX} characters`)
  .refine(isSignature, "must be a signature: 0x and hexadecimal digits");

export const createListingInput = fields({
  ticketId: z
    .string({ error: "is required: the ticket's id" })
    .meta({ example: "tkt_01k0000000e008000000000000" }),
  price: amount.meta({ description: "What a buyer pays in all, in the event's currency", example: "0.05" }),
  expiresAt: instant.meta({ description: "To the second; the offer's `expiry`" }),
  signature: signature.meta({ description: "Of the offer, by the ticket's holder" }),
});
export type CreateListingInput = z.output<typeof createListingInput>;

export const listListingsQuery = fields(listShape);
const listListingsInput = fields({ id: z.string(), ...listShape });
export type ListListingsInput = z.output<typeof listListingsInput>;

export const listingIdParams = fields({ id: z.string().meta({ description: "The listing's id: lst_…" }) });

export const cancelListingBody = fields({
  signature: signature.nullish().meta({ description: "Of a `ListingCancellation`, by the seller" }),
  deadline: z
    .int({ error: "must be a time in unix seconds" })
    .min(0, "must be a time in unix seconds")
    .nullish()
    .meta({
      description: "Unix seconds, as signed: until then the signature counts",
      example: 1_893_456_000,
    }),
});
const cancelListingInput = fields({ id: z.string(), ...cancelListingBody.shape });
export type CancelListingInput = z.output<typeof cancelListingInput>;

const offerMessage = z.object({
  tickets: checksummed,
  tokenId: uintString("1000000001"),
  price: uintString("50000000000000000"),
  currency: currencyAddress,
  expiry: uintString("1893456000"),
  nonce: uintString("0"),
});

export const listingOutput = z
  .object({
    id: id("lst_01k0000000e008000000000000"),
    ticketId: id("tkt_01k0000000e008000000000000"),
    eventId: id("evt_01k0000000e008000000000000"),
    tokenId: z.string().meta({ example: "1000000001" }),
    seller: checksummed,
    price: decimal,
    currency: z.string().meta({ example: "ETH" }),
    expiresAt: moment,
    status: z.enum(LISTING_STATUSES).meta({
      description:
        "`dead`: the ticket changed hands, was checked in or invalidated, its holder revoked, or the event was cancelled. " +
        "`expired` also from the close of resale on",
    }),
    offer: z
      .object({ ...typedDataShape("Offer", offerMessage), signature: signatureOutput })
      .meta({ id: "Offer", description: "For `fill(message, signature, to)` of the market" }),
    createdAt: moment,
  })
  .meta({ id: "Listing" });
export type ListingOutput = z.infer<typeof listingOutput>;

export const listingPage = page(listingOutput);
export type ListingPage = z.infer<typeof listingPage>;

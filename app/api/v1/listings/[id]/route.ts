import { organiserOrHolder } from "@/lib/api/route/organiser-or-holder";
import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { cancelListing } from "@/lib/services/listing/cancel";
import { cancelListingBody, listingIdParams, listingOutput } from "@/lib/services/listing/schema";

const cancel = route({
  operationId: "cancelListing",
  tag: "Sale",
  summary: "Take a listing down",
  description:
    "By the seller, with the signature of a `ListingCancellation` (`listingId`, `deadline`) under the market's domain; " +
    "without one, or with one that doesn't fit, the refusal has the typed data to sign as `typedData`. Or by the " +
    "organiser, with an API key or session that has `tickets:write`, and no body. Again: the same answer; what was filled " +
    "stays so. Here the listing ends at once, and the ticket is admitted again. But the offer was signed and may be known to others: on " +
    "the chain it can be filled until it expires, or its holder calls `revokeSignatures(tokenId)` of the event's contract.",
  access: organiserOrHolder("tickets:write"),
  params: listingIdParams,
  body: cancelListingBody,
  responses: { 200: { description: "The listing as it is now", schema: listingOutput } },
  errors: ["unauthenticated", "forbidden", "not_found", "signature_invalid", "chain_unavailable"],
  handler: async ({ ctx, params, body }) =>
    reply(200, await cancelListing({ ctx, input: { ...params, ...body } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/listings/{id}", {
  DELETE: cancel,
});

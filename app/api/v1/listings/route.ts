import { openToAll } from "@/lib/api/route/open-to-all";
import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { createListing } from "@/lib/services/listing/create";
import { createListingInput, listingOutput } from "@/lib/services/listing/schema";

const create = route({
  operationId: "createListing",
  tag: "Sale",
  summary: "Offer a ticket for resale",
  description:
    "Lists a ticket by its holder's EIP-712 signature of an `Offer` for the market: domain `TicketChain Market`, version " +
    "`1`, the chain's id and the market's address; `tickets` the event's contract, `tokenId`, `price` in the currency's " +
    "smallest unit, `currency` (the zero address for the chain's own coin), `expiry` in unix seconds, and `nonce`, which " +
    "is `nonceOf(tokenId)` of the event's contract. A signature that doesn't fit is answered with the whole typed data " +
    "as `typedData`: sign that. Contract wallets sign by ERC-1271. A ticket has one listing: a newer one takes the place " +
    "of the older. While it is open the ticket isn't admitted at the gate (`listed_for_resale`).",
  access: openToAll,
  body: createListingInput,
  bodyExample: {
    ticketId: "tkt_01k0000000e008000000000000",
    price: "0.05",
    expiresAt: "2030-06-01T18:00:00Z",
    signature: `0x${"5a".repeat(64)}1b`,
  },
  responses: { 201: { description: "The listing", schema: listingOutput } },
  errors: [
    "not_found",
    "signature_invalid",
    "chain_unavailable",
    "price_above_cap",
    "transfer_locked",
    "resale_closed",
    "already_checked_in",
    "ticket_invalidated",
    "not_yet_issued",
    "event_cancelled",
    "not_for_sale_here",
  ],
  handler: async ({ ctx, body }) => reply(201, await createListing({ ctx, input: body })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/listings", { POST: create });

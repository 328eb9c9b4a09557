import { anybody } from "@/lib/api/route/anybody";
import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { createHold, waitForSale } from "@/lib/services/hold/create";
import { createHoldBody, holdOutput, publicEventParams } from "@/lib/services/hold/schema";

const create = route({
  operationId: "createHold",
  tag: "Sale",
  summary: "Hold tickets and get the permit to buy them",
  description:
    "Reserves tickets for ten minutes and signs the EIP-712 permit with which the buyer calls " +
    "`purchase(message, signer, signature)` of the event's contract (`permit.domain.verifyingContract`), paying " +
    "`unitPrice × quantity`. The hold and its permit end at the same moment. Once the chain tells of the purchase the " +
    "hold is `used`, and the tickets are an order. Nobody needs a key: what a wallet may hold is limited by the " +
    "event's `maxPerWallet`, which the contract enforces too.",
  access: anybody,
  params: publicEventParams,
  body: createHoldBody,
  bodyExample: {
    ticketTypeId: "typ_01k0000000e008000000000000",
    quantity: 2,
    buyer: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  },
  responses: { 201: { description: "The hold, with its permit", schema: holdOutput } },
  errors: [
    "not_found",
    "event_not_published",
    "event_cancelled",
    "not_for_sale_here",
    "sale_closed",
    "wallet_limit",
    "sold_out",
    "chain_unavailable",
  ],
  wait: ({ ctx, params, body }) => waitForSale({ ctx, input: { ...params, ...body } }),
  handler: async ({ ctx, params, body }) =>
    reply(201, await createHold({ ctx, input: { ...params, ...body } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/events/{id}/holds", {
  POST: create,
});

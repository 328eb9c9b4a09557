import { anybody } from "@/lib/api/route/anybody";
import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { publicEventParams } from "@/lib/services/hold/schema";
import { listListings } from "@/lib/services/listing/list";
import { listingPage, listListingsQuery } from "@/lib/services/listing/schema";

const list = route({
  operationId: "listListings",
  tag: "Sale",
  summary: "List what is offered for resale",
  description:
    "The open listings of an event, newest first. To buy one, call `fill(message, signature, to)` of the market " +
    "(`offer.domain.verifyingContract`), paying the price.",
  access: anybody,
  params: publicEventParams,
  query: listListingsQuery,
  responses: { 200: { description: "A page of listings", schema: listingPage } },
  errors: ["not_found"],
  handler: async ({ ctx, params, query }) =>
    reply(200, await listListings({ ctx, input: { ...params, ...query } })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/events/{id}/listings", {
  GET: list,
});

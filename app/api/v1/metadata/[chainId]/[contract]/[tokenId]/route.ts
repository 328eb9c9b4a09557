import { metadataCaching, parsePath, tokenParams } from "@/lib/api/metadata-path";
import { openToAll } from "@/lib/api/route/open-to-all";
import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { getTokenMetadata } from "@/lib/services/metadata/get-token";
import { tokenMetadata } from "@/lib/services/metadata/schema";
import { tokenInput } from "@/lib/services/ticket/schema";

const get = route({
  operationId: "getTokenMetadata",
  tag: "Metadata",
  summary: "Get a token's metadata",
  description:
    "What the token's `tokenURI` points to (ERC-721). Says the ticket's status and nothing about its holder.",
  access: openToAll,
  params: tokenParams,
  responses: { 200: { description: "The metadata", schema: tokenMetadata } },
  errors: ["not_found"],
  cors: true,
  handler: async ({ ctx, params }) =>
    reply(200, await getTokenMetadata({ ctx, input: parsePath(tokenInput, params) }), metadataCaching),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource(
  "/metadata/{chainId}/{contract}/{tokenId}",
  { GET: get },
);

import { contractParams, metadataCaching, parsePath } from "@/lib/api/metadata-path";
import { openToAll } from "@/lib/api/route/open-to-all";
import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { getContractMetadata } from "@/lib/services/metadata/get-contract";
import { contractInput, contractMetadata } from "@/lib/services/metadata/schema";

const get = route({
  operationId: "getContractMetadata",
  tag: "Metadata",
  summary: "Get a contract's metadata",
  description: "What the contract's `contractURI` points to (ERC-7572).",
  access: openToAll,
  params: contractParams,
  responses: { 200: { description: "The metadata", schema: contractMetadata } },
  errors: ["not_found"],
  cors: true,
  handler: async ({ ctx, params }) =>
    reply(200, await getContractMetadata({ ctx, input: parsePath(contractInput, params) }), metadataCaching),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/metadata/{chainId}/{contract}", {
  GET: get,
});

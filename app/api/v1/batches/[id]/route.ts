import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { getBatch } from "@/lib/services/batch/get";
import { batchOutput, getBatchInput } from "@/lib/services/batch/schema";

const get = route({
  operationId: "getBatch",
  tag: "Actions",
  summary: "Get a batch",
  description: "How many of the tickets asked for together are queued, submitted, confirmed and failed.",
  access: requireScope("tickets:read"),
  params: getBatchInput,
  responses: { 200: { description: "The batch", schema: batchOutput } },
  errors: ["not_found"],
  handler: async ({ ctx, params }) => reply(200, await getBatch({ ctx, input: params })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/batches/{id}", { GET: get });

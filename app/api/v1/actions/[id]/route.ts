import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { getAction } from "@/lib/services/action/get";
import { actionOutput, getActionInput } from "@/lib/services/action/schema";

const get = route({
  operationId: "getAction",
  tag: "Actions",
  summary: "Get an action",
  description:
    "How far one on-chain thing is: `queued`, `submitted` (its transaction is sent), `confirmed` (mined at the " +
    "configured depth), `final` (beyond any reorganisation), or `failed` with the reason.",
  access: requireScope("tickets:read"),
  params: getActionInput,
  responses: { 200: { description: "The action", schema: actionOutput } },
  errors: ["not_found"],
  handler: async ({ ctx, params }) => reply(200, await getAction({ ctx, input: params })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/actions/{id}", { GET: get });

import { z } from "zod";
import { openRefusal } from "@/lib/api/open-refusals";
import { openKey } from "@/lib/api/route/open-key";
import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { getPromise } from "@/lib/services/open/get-promise";
import { openMessage, promiseOutput } from "@/lib/services/open/schema";

const get = route({
  operationId: "getOpenAction",
  tag: "OPEN",
  summary: "Ask how far an action is",
  description: "By the `actionPromise` of its item, in OPEN's words.",
  access: openKey,
  params: z.object({ promise: z.string().meta({ example: "prm_01k0000000e008000000000000" }) }),
  responses: {
    200: { description: "How far it is", schema: promiseOutput },
    403: { description: "No API key, a wrong one, or one that may not", schema: openMessage },
    404: { description: "No promise of yours", schema: openMessage },
  },
  refuse: openRefusal,
  handler: async ({ ctx, params }) => reply(200, await getPromise({ ctx, input: params })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/open/actions/{promise}", {
  GET: get,
});

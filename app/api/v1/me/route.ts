import { reply } from "@/lib/api/route/reply";
import { anyCaller } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { getMe } from "@/lib/services/organisation/get-me";
import { meOutput } from "@/lib/services/organisation/schema";

const get = route({
  operationId: "getMe",
  tag: "Account",
  summary: "Who am I",
  description:
    "Who asks, for which organisation, with which scopes, and on which chain the server works. A person who has just " +
    "signed in has no organisation yet, and no scopes. Somebody who is in several organisations acts for one at a time, " +
    "and turns their session to another with `POST /api/auth/organization/set-active` `{ organizationId }`; " +
    "`GET /api/auth/organization/list` names theirs.",
  access: anyCaller,
  responses: { 200: { description: "The caller", schema: meOutput } },
  handler: async ({ ctx }) => reply(200, await getMe({ ctx })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/me", { GET: get });

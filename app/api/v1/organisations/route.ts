import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { signedIn } from "@/lib/api/route/signed-in";
import { activateOrganisation } from "@/lib/auth/activate-organisation";
import { createOrganisation } from "@/lib/services/organisation/create";
import { createdOrganisationOutput, createOrganisationInput } from "@/lib/services/organisation/schema";

const create = route({
  operationId: "createOrganisation",
  tag: "Account",
  summary: "Create an organisation",
  description:
    "For people signed in with their wallet: makes an organisation that they own. Their wallet will own its events' contracts.",
  access: signedIn,
  body: createOrganisationInput,
  bodyExample: { name: "Kulturhaus e.V." },
  responses: { 201: { description: "The organisation", schema: createdOrganisationOutput } },
  errors: ["forbidden"],
  handler: async ({ ctx, body }) => {
    const created = await createOrganisation({ ctx, input: body });
    await activateOrganisation(ctx.db, { userId: ctx.viewer.userId, organisationId: created.id });
    return reply(201, created);
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/organisations", { POST: create });

import { z } from "zod";
import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { signedIn } from "@/lib/api/route/signed-in";
import { fields, line } from "@/lib/services/fields";

const organisationInput = fields({ name: line(80).meta({ example: "Kulturhaus e.V." }) });

const createdOrganisation = z
  .object({ id: z.string(), slug: z.string() })
  .meta({ id: "CreatedOrganisation" });

const create = route({
  operationId: "createOrganisation",
  tag: "Account",
  summary: "Create an organisation",
  description:
    "For people signed in with their wallet: makes an organisation that they own. Their wallet will own its events' contracts.",
  access: signedIn,
  body: organisationInput,
  bodyExample: { name: "Kulturhaus e.V." },
  responses: { 201: { description: "The organisation", schema: createdOrganisation } },
  errors: ["forbidden"],
  handler: async ({ ctx, body }) => {
    const { createOrganisation } = await import("@/lib/auth/create-organisation");
    const { id, slug } = await createOrganisation({ ctx, viewer: ctx.viewer, name: body.name });
    return reply(201, { id, slug });
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/organisations", { POST: create });

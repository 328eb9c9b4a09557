import { z } from "zod";
import { SCOPES } from "@/lib/services/context";
import { checksummed, fields, id, line, moment, tokenOutput } from "@/lib/services/fields";
import { ROLES } from "@/lib/services/member/roles";

const organisationOutput = z
  .object({
    id: id("org_01k0000000e008000000000000"),
    name: z.string(),
    slug: z.string(),
    walletAddress: checksummed.meta({ description: "Owns the organisation's event contracts" }),
  })
  .meta({ id: "Organisation" });
export type OrganisationOutput = z.infer<typeof organisationOutput>;

export const createOrganisationInput = fields({ name: line(80).meta({ example: "Kulturhaus e.V." }) });
export type CreateOrganisationInput = z.output<typeof createOrganisationInput>;

export const createdOrganisationOutput = z
  .object({ id: z.string(), slug: z.string() })
  .meta({ id: "CreatedOrganisation" });
export type CreatedOrganisationOutput = z.infer<typeof createdOrganisationOutput>;

/** Who asks, for whom, and on which chain. */
export const meOutput = z
  .object({
    actor: z.object({ type: z.enum(["user", "api_key", "system", "holder"]), id: z.string() }),
    scopes: z.array(z.enum(SCOPES)),
    role: z
      .enum(ROLES)
      .nullable()
      .meta({ description: "What a person is in the organisation; null for API keys" }),
    token: z
      .object({ id: id("tok_01k0000000e008000000000000"), expiresAt: moment })
      .nullable()
      .meta({ description: "The short-lived token that was sent; `actor` is the key or person behind it" }),
    organisation: organisationOutput
      .nullable()
      .meta({ description: "Null for a person who has signed in and has none yet" }),
    chain: z.object({
      chainId: z.int(),
      name: z.string(),
      nativeSymbol: z.string(),
      tokens: z.array(tokenOutput),
    }),
  })
  .meta({ id: "Me" });
export type MeOutput = z.infer<typeof meOutput>;

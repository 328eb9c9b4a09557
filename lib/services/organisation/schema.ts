import { z } from "zod";
import { SCOPES } from "@/lib/services/context";
import { checksummed, fields, id, line } from "@/lib/services/fields";

const organisationOutput = z
  .object({
    id: id("org_01k0000000e0080000000000000"),
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
    actor: z.object({ type: z.enum(["user", "api_key", "system"]), id: z.string() }),
    scopes: z.array(z.enum(SCOPES)),
    organisation: organisationOutput
      .nullable()
      .meta({ description: "Null for a person who has signed in and has none yet" }),
    chain: z.object({
      chainId: z.int(),
      name: z.string(),
      nativeSymbol: z.string(),
      tokens: z.array(z.string()).meta({ description: "ERC-20s configured as currencies" }),
    }),
  })
  .meta({ id: "Me" });
export type MeOutput = z.infer<typeof meOutput>;

import { z } from "zod";
import { tokenInput } from "@/lib/services/ticket/schema";

const attribute = z.object({
  trait_type: z.string().meta({ example: "Status" }),
  value: z.union([z.string(), z.number()]),
  display_type: z.literal("date").optional(),
});

/** ERC-721 metadata JSON. */
export const tokenMetadata = z
  .object({
    name: z.string(),
    description: z.string(),
    image: z.string(),
    attributes: z.array(attribute),
  })
  .meta({ id: "TokenMetadata" });
export type TokenMetadata = z.infer<typeof tokenMetadata>;

/** What `contractURI` answers (ERC-7572). */
export const contractMetadata = z
  .object({
    name: z.string(),
    description: z.string(),
    image: z.string(),
  })
  .meta({ id: "ContractMetadata" });
export type ContractMetadata = z.infer<typeof contractMetadata>;

export const contractInput = tokenInput.omit({ tokenId: true });
export type ContractInput = z.output<typeof contractInput>;

import { z } from "zod";
import { SCOPES } from "@/lib/services/context";
import { fields, id, instant, line, listShape, moment, oneOf, page } from "@/lib/services/fields";

export const createApiKeyInput = fields({
  name: line(100).meta({ description: "What it is for", example: "Box office" }),
  scopes: z
    .array(oneOf(SCOPES), { error: `must be a list of scopes: ${SCOPES.join(", ")}` })
    .min(1, "must have at least one scope")
    .max(SCOPES.length, "must name each scope once"),
  expiresAt: instant.nullish().meta({ description: "When it stops to work; absent: never" }),
});
export type CreateApiKeyInput = z.output<typeof createApiKeyInput>;

export const listApiKeysInput = fields(listShape);
export type ListApiKeysInput = z.output<typeof listApiKeysInput>;

export const apiKeyIdInput = fields({ id: z.string() });
export type ApiKeyIdInput = z.output<typeof apiKeyIdInput>;

export const apiKeyOutput = z
  .object({
    id: id("key_01k0000000e0080000000000000"),
    name: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    prefix: z
      .string()
      .meta({ description: "Its first characters, to tell keys apart", example: "tc_4fKq9ZpL" }),
    createdAt: moment,
    expiresAt: moment.nullable(),
    lastUsedAt: moment.nullable(),
  })
  .meta({ id: "ApiKey" });
export type ApiKeyOutput = z.infer<typeof apiKeyOutput>;

export const createdApiKeyOutput = apiKeyOutput
  .extend({ key: z.string().meta({ description: "The key itself. Shown in this answer alone" }) })
  .meta({ id: "CreatedApiKey" });
export type CreatedApiKeyOutput = z.infer<typeof createdApiKeyOutput>;

export const apiKeyPage = page(apiKeyOutput);
export type ApiKeyPage = z.infer<typeof apiKeyPage>;

import { z } from "zod";
import { SCOPES } from "@/lib/services/context";
import {
  fields,
  id,
  instant,
  line,
  listShape,
  moment,
  oneOf,
  page,
  wholeNumber,
} from "@/lib/services/fields";

/** As high as the server's own limit can be set. */
const RATE_LIMIT_MAX = 1_000_000;

/** One scope or more. */
export const scopeList = z
  .array(oneOf(SCOPES), { error: `must be a list of scopes: ${SCOPES.join(", ")}` })
  .min(1, "must have at least one scope")
  .max(SCOPES.length, "must name each scope once");

export const createApiKeyInput = fields({
  name: line(100).meta({ description: "What it is for", example: "Box office" }),
  scopes: scopeList,
  expiresAt: instant.nullish().meta({ description: "When it stops to work; absent: never" }),
  rateLimitPerMinute: wholeNumber(1, RATE_LIMIT_MAX)
    .nullish()
    .meta({
      description:
        "Requests a minute that this key may make. It can lower the server's limit, never raise it. Null: the maker's own " +
        "limit, or the server's",
      example: 120,
    }),
});
export type CreateApiKeyInput = z.output<typeof createApiKeyInput>;

export const listApiKeysInput = fields(listShape);
export type ListApiKeysInput = z.output<typeof listApiKeysInput>;

export const apiKeyIdInput = fields({ id: z.string() });
export type ApiKeyIdInput = z.output<typeof apiKeyIdInput>;

export const apiKeyOutput = z
  .object({
    id: id("key_01k0000000e008000000000000"),
    name: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    prefix: z
      .string()
      .meta({ description: "Its first characters, to tell keys apart", example: "tc_4fKq9ZpL" }),
    createdAt: moment,
    expiresAt: moment.nullable(),
    lastUsedAt: moment.nullable().meta({ description: "Noted at most once a minute" }),
    rateLimitPerMinute: z
      .int()
      .nullable()
      .meta({ description: "Requests a minute, if lower than the server's limit; null: the server's" }),
  })
  .meta({ id: "ApiKey" });
export type ApiKeyOutput = z.infer<typeof apiKeyOutput>;

export const createdApiKeyOutput = apiKeyOutput
  .extend({ key: z.string().meta({ description: "The key itself. Shown in this answer alone" }) })
  .meta({ id: "CreatedApiKey" });
export type CreatedApiKeyOutput = z.infer<typeof createdApiKeyOutput>;

export const apiKeyPage = page(apiKeyOutput);
export type ApiKeyPage = z.infer<typeof apiKeyPage>;

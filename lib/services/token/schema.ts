import { z } from "zod";
import { scopeList } from "@/lib/services/api-key/schema";
import { SCOPES } from "@/lib/services/context";
import { fields, moment, wholeNumber } from "@/lib/services/fields";
import { TOKEN_SECONDS_MAX, TOKEN_SECONDS_MIN } from "./life";

export const createTokenInput = fields({
  scopes: scopeList.optional().meta({ description: "What it may do; absent: all that you may" }),
  expiresInSeconds: wholeNumber(TOKEN_SECONDS_MIN, TOKEN_SECONDS_MAX)
    .default(900)
    .meta({ description: "How long it lives", example: 900 }),
});
export type CreateTokenInput = z.output<typeof createTokenInput>;

export const createdTokenOutput = z
  .object({
    token: z.string().meta({ description: "A JWT. Send it as `Authorization: Bearer …`" }),
    tokenType: z.literal("Bearer"),
    expiresAt: moment.meta({
      description: "Sooner than asked for where the key or token behind it ends sooner",
    }),
    scopes: z.array(z.enum(SCOPES)),
  })
  .meta({ id: "CreatedToken" });
export type CreatedTokenOutput = z.infer<typeof createdTokenOutput>;

export const jsonWebKeySetOutput = z
  .object({
    keys: z.array(
      z.object({
        kty: z.literal("EC"),
        crv: z.string().meta({ example: "P-256" }),
        x: z.string(),
        y: z.string(),
        kid: z.string().meta({ description: "As in the header of the tokens it has signed" }),
        alg: z.literal("ES256"),
        use: z.literal("sig"),
      }),
    ),
  })
  .meta({ id: "JsonWebKeySet" });
export type JsonWebKeySetOutput = z.infer<typeof jsonWebKeySetOutput>;

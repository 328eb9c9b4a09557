import { z } from "zod";

export const ALGORITHM = "ES256";

/** The header's `typ` of a JWT that is an access token (RFC 9068), so that no other JWT can pass for one. */
export const TOKEN_TYPE = "at+jwt";

/** What a token says, beside who signed it for whom. */
export const claimsSchema = z.object({
  jti: z.string(),
  /** The API key's or the user's id. */
  sub: z.string(),
  actor: z.enum(["api_key", "user"]),
  org: z.string(),
  /** Scopes with spaces between them (RFC 8693). */
  scope: z.string(),
  exp: z.int(),
});
export type Claims = z.infer<typeof claimsSchema>;

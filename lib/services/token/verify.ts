import { errors, importJWK, jwtVerify } from "jose";
import type { Queryable } from "@/lib/db/database";
import { ALGORITHM, type Claims, claimsSchema, TOKEN_TYPE } from "./claims";
import type { TokenIssuer } from "./issuer";
import { findTrustedKey } from "./signing-keys";

/** A SHA-256 in base64url. */
const THUMBPRINT = /^[A-Za-z0-9_-]{43}$/;

type Verification = { db: Queryable; token: string; issuer: TokenIssuer; now: Date };

/** What a token says, or null where it isn't ours, isn't for us, has expired, or is no token at all. */
export async function verifyToken({ db, token, issuer, now }: Verification): Promise<Claims | null> {
  try {
    const { payload } = await jwtVerify(
      token,
      async ({ kid }) => {
        const isOurs = typeof kid === "string" && THUMBPRINT.test(kid);
        const key = isOurs ? await findTrustedKey(db, { id: kid, issuer, now }) : null;
        if (!key) throw new errors.JWKSNoMatchingKey();
        return importJWK(key.publicKey, ALGORITHM);
      },
      {
        algorithms: [ALGORITHM],
        typ: TOKEN_TYPE,
        issuer: issuer.url,
        audience: issuer.url,
        requiredClaims: ["exp", "iat", "sub", "jti"],
        currentDate: now,
      },
    );
    return claimsSchema.safeParse(payload).data ?? null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

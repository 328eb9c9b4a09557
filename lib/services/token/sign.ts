import { importJWK, SignJWT } from "jose";
import { ALGORITHM, type Claims, TOKEN_TYPE } from "./claims";
import type { SigningKey } from "./signing-keys";

/** A JWT of these claims, issued now by `url` and for `url`. */
export async function signToken(options: {
  key: SigningKey;
  claims: Claims;
  url: string;
  now: Date;
}): Promise<string> {
  const { key, claims, url, now } = options;
  return new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM, typ: TOKEN_TYPE, kid: key.id })
    .setIssuer(url)
    .setAudience(url)
    .setIssuedAt(Math.floor(now.getTime() / 1000))
    .sign(await importJWK(JSON.parse(key.privateKey), ALGORITHM));
}

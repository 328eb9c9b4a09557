import { eq } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import { apiKeys } from "@/lib/db/schema/account";
import { actorOfKey } from "@/lib/services/api-key/actor-of-key";
import { type Actor, type Clock, SCOPES } from "@/lib/services/context";
import { findMembership } from "@/lib/services/member/find-membership";
import { scopesOfRole } from "@/lib/services/member/roles";
import type { Claims } from "./claims";
import type { TokenIssuer } from "./issuer";
import { verifyToken } from "./verify";

/**
 * Who a token speaks for, or null where it doesn't count. It ends with what it was made with: the key that is revoked or
 * expires, the membership. It may never do more than that may now.
 */
export async function authenticateToken(options: {
  db: Database;
  clock: Clock;
  token: string;
  issuer: TokenIssuer;
}): Promise<Actor | null> {
  const { db, clock, token, issuer } = options;
  const claims = await verifyToken({ db, token, issuer, now: clock.now() });
  const holder = claims && (await holderOf(db, clock, claims));
  if (!holder || holder.organisationId !== claims.org) return null;
  const granted = claims.scope.split(" ");
  return {
    ...holder,
    scopes: SCOPES.filter((scope) => granted.includes(scope) && holder.scopes.includes(scope)),
    token: { id: claims.jti, expiresAt: new Date(claims.exp * 1000) },
  };
}

async function holderOf(db: Database, clock: Clock, claims: Claims): Promise<Actor | null> {
  const { actor: type, sub: id, org: organisationId } = claims;
  if (type === "api_key") {
    const [row] = await db.select().from(apiKeys).where(eq(apiKeys.id, id));
    return actorOfKey({ db, clock, row });
  }
  const membership = await findMembership(db, { organisationId, userId: id });
  return membership && { type, id, organisationId, scopes: scopesOfRole(membership.role) };
}

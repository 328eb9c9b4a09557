import type { AnyoneContext } from "@/lib/services/context";
import { findMembership } from "@/lib/services/member/find-membership";
import type { Role } from "@/lib/services/member/roles";
import { findOrganisation } from "./find";
import type { MeOutput } from "./schema";

/** Who asks, what they may do, for which organisation and on which chain. Needs no scope. */
export async function getMe({ ctx }: { ctx: AnyoneContext }): Promise<MeOutput> {
  const { actor, chain } = ctx;
  return {
    actor: { type: actor.type, id: actor.id },
    scopes: [...actor.scopes],
    role: await roleOf(ctx),
    token: tokenOf(ctx),
    organisation: actor.organisationId === null ? null : await findOrganisation(ctx.db, actor.organisationId),
    chain: {
      chainId: chain.chainId,
      name: chain.name,
      nativeSymbol: chain.nativeSymbol,
      tokens: [...chain.tokens],
    },
  };
}

async function roleOf({ db, actor }: AnyoneContext): Promise<Role | null> {
  const { type, id: userId, organisationId } = actor;
  if (type !== "user" || organisationId === null) return null;
  return (await findMembership(db, { organisationId, userId }))?.role ?? null;
}

function tokenOf({ actor }: AnyoneContext): MeOutput["token"] {
  if (actor.organisationId === null || !actor.token) return null;
  return { id: actor.token.id, expiresAt: actor.token.expiresAt.toISOString() };
}

import type { AnyoneContext } from "@/lib/services/context";
import { findOrganisation } from "./find";
import type { MeOutput } from "./schema";

/** Who asks, what they may do, for which organisation and on which chain. Needs no scope. */
export async function getMe({ ctx }: { ctx: AnyoneContext }): Promise<MeOutput> {
  const { actor, chain } = ctx;
  return {
    actor: { type: actor.type, id: actor.id },
    scopes: [...actor.scopes],
    organisation: actor.organisationId === null ? null : await findOrganisation(ctx.db, actor.organisationId),
    chain: { chainId: chain.chainId, name: chain.name, nativeSymbol: chain.nativeSymbol, tokens: [] },
  };
}

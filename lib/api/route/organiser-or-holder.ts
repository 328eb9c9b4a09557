import type { Actor, HolderContext, Scope } from "@/lib/services/context";
import type { Access } from "./access";
import { addressKeyOf } from "./address-key";
import { authenticateIfAny } from "./authenticate";

/**
 * A ticket's organiser with this scope, or anybody who proves in the body to be its holder. The service tells them apart: a
 * holder may well be signed in as a member of some organisation.
 */
export function organiserOrHolder(scope: Scope): Access<HolderContext> {
  return {
    kind: "holder",
    scope,
    identify: async (call) => {
      const known = await authenticateIfAny(call);
      const actor: Actor | null = known && known.organisationId !== null ? known : null;
      const address = addressKeyOf(call.request.headers);
      return {
        limitKey: actor ? `${actor.type}:${actor.id}` : address,
        rateLimitPerMinute: actor?.rateLimitPerMinute,
        keyOwner: actor?.organisationId ?? address,
        scopes: actor?.scopes ?? [],
        refusal: null,
        context: (base) => ({ ...base, actor }),
      };
    },
  };
}

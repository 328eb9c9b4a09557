import { AppError } from "@/lib/errors";
import { refusalFor } from "@/lib/services/authorise";
import type { Actor, AnyoneContext, Context, Newcomer, PublicContext, Scope } from "@/lib/services/context";
import type { Access, Caller } from "./access";
import { authenticate } from "./authenticate";

/** Callers with this scope: an API key that has it, or a member whose role has it. */
export function requireScope(scope: Scope): Access<Context> {
  return {
    kind: "scope",
    scope,
    identify: async (call) => {
      const actor = requireMember(await authenticate(call));
      return callerOf(actor, refusalFor(actor, scope));
    },
  };
}

/** Any API key, and any member of an organisation. What further it takes depends on what they ask for. */
export const anyMember: Access<Context> = {
  kind: "any",
  scope: null,
  identify: async (call) => callerOf(requireMember(await authenticate(call)), null),
};

/** Any API key, and anybody who has signed in, with an organisation or without one yet. */
export const anyCaller: Access<AnyoneContext> = {
  kind: "any",
  scope: null,
  identify: async (call) => callerOf(await authenticate(call), null),
};

function requireMember(actor: Actor | Newcomer): Actor {
  if (actor.organisationId !== null) return actor;
  throw new AppError("forbidden", "You have no organisation yet: create your organisation first.");
}

/** The caller that an actor is. */
export function callerOf<A extends Actor | Newcomer>(
  actor: A,
  refusal: AppError | null,
): Caller<PublicContext & { actor: A }> {
  return {
    limitKey: `${actor.type}:${actor.id}`,
    rateLimitPerMinute: actor.organisationId === null ? undefined : actor.rateLimitPerMinute,
    keyOwner: actor.organisationId ?? `user:${actor.id}`,
    scopes: actor.scopes,
    refusal,
    context: (base) => ({ ...base, actor }),
  };
}

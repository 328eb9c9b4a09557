import { AppError } from "@/lib/errors";
import type { Actor, Context, Scope } from "@/lib/services/context";
import type { Access, Caller } from "./access";
import { authenticate } from "./authenticate";

/** Callers with this scope: an API key that has it, or a member whose role has it. */
export function requireScope(scope: Scope): Access<Context> {
  return {
    kind: "scope",
    scope,
    identify: async (call) => {
      const actor = await authenticate(call);
      return callerOf(actor, actor.scopes.includes(scope) ? null : lacking(scope));
    },
  };
}

/** Any API key and any member. */
export const anyCaller: Access<Context> = {
  kind: "any",
  scope: null,
  identify: async (call) => callerOf(await authenticate(call), null),
};

function callerOf(actor: Actor, refusal: AppError | null): Caller<Context> {
  return {
    limitKey: `${actor.type}:${actor.id}`,
    keyOwner: actor.organisationId,
    scopes: actor.scopes,
    refusal,
    context: (base) => ({ ...base, actor }),
  };
}

function lacking(scope: Scope): AppError {
  return new AppError("forbidden", `This needs the scope ${scope}.`, { extra: { requiredScope: scope } });
}

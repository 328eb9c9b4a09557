import { AppError } from "@/lib/errors";
import type { Actor, Context, Scope } from "./context";

/** @throws {AppError} `forbidden`, naming the scope that is missing. */
export function authorise(ctx: Pick<Context, "actor">, scope: Scope): void {
  const refusal = refusalFor(ctx.actor, scope);
  if (refusal) throw refusal;
}

/** Why the actor may not do what takes this scope; null: they may. */
export function refusalFor(actor: Pick<Actor, "scopes">, scope: Scope): AppError | null {
  if (actor.scopes.includes(scope)) return null;
  return new AppError("forbidden", `This needs the scope ${scope}.`, { extra: { requiredScope: scope } });
}

import { AppError } from "@/lib/errors";
import type { Context, Scope } from "./context";

/** @throws {AppError} `forbidden`, naming the scope that is missing. */
export function authorise(ctx: Pick<Context, "actor">, scope: Scope): void {
  if (ctx.actor.scopes.includes(scope)) return;
  throw new AppError("forbidden", `This needs the scope ${scope}.`, {
    extra: { requiredScope: scope },
  });
}

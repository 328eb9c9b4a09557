import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { type Role, scopesOfRole } from "./roles";

/**
 * Whoever manages members can't give a role more than they may do themselves.
 * @throws {AppError} `forbidden`, naming the scope that is missing.
 */
export function authoriseRole(ctx: Context, role: Role): void {
  authorise(ctx, "keys:write");
  for (const scope of scopesOfRole(role)) authorise(ctx, scope);
}

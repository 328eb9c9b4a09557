import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { findAction } from "./find";
import type { ActionOutput, GetActionInput } from "./schema";

/**
 * One action and how far it is.
 * @throws {AppError} `forbidden`, `not_found`.
 */
export async function getAction({
  ctx,
  input,
}: {
  ctx: Context;
  input: GetActionInput;
}): Promise<ActionOutput> {
  authorise(ctx, "tickets:read");
  return findAction(ctx.db, { organisationId: ctx.actor.organisationId, id: input.id });
}

import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { findEndpoint } from "./find";
import { projectEndpoint } from "./project";
import type { EndpointIdInput, EndpointOutput } from "./schema";

/**
 * One endpoint, without its secret.
 * @throws {AppError} `forbidden`, `not_found`.
 */
export async function getEndpoint({
  ctx,
  input,
}: {
  ctx: Context;
  input: EndpointIdInput;
}): Promise<EndpointOutput> {
  authorise(ctx, "webhooks:write");
  const { organisationId } = ctx.actor;
  return projectEndpoint(await findEndpoint(ctx.db, { organisationId, id: input.id }));
}

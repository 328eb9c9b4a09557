import { eq } from "drizzle-orm";
import { webhookEndpoints } from "@/lib/db/schema/webhooks";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { lockEndpoint } from "./find";
import { projectEndpoint } from "./project";
import type { EndpointIdInput, EndpointOutput } from "./schema";

/**
 * Removes an endpoint with its deliveries: nothing more is sent to it.
 * @throws {AppError} `forbidden`, `not_found`.
 */
export async function removeEndpoint({
  ctx,
  input,
}: {
  ctx: Context;
  input: EndpointIdInput;
}): Promise<EndpointOutput> {
  authorise(ctx, "webhooks:write");
  const { organisationId } = ctx.actor;
  return ctx.db.transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, { organisationId, id: input.id });
    await tx.delete(webhookEndpoints).where(eq(webhookEndpoints.id, endpoint.id));
    await audit(tx, ctx, {
      action: "webhook_endpoint.delete",
      entity: "webhook_endpoint",
      entityId: endpoint.id,
      data: { url: endpoint.url },
    });
    return projectEndpoint(endpoint);
  });
}

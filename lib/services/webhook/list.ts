import { and, desc, eq, lt } from "drizzle-orm";
import { webhookEndpoints } from "@/lib/db/schema/webhooks";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { readCursor, toPage } from "@/lib/services/list";
import { projectEndpoint } from "./project";
import type { EndpointPage, ListEndpointsInput } from "./schema";

/**
 * The organisation's endpoints, newest first, without their secrets.
 * @throws {AppError} `forbidden`, `validation_failed` for a broken cursor.
 */
export async function listEndpoints({
  ctx,
  input,
}: {
  ctx: Context;
  input: ListEndpointsInput;
}): Promise<EndpointPage> {
  authorise(ctx, "webhooks:write");
  const before = readCursor(input.cursor, "whe");
  const rows = await ctx.db
    .select()
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.organisationId, ctx.actor.organisationId),
        before ? lt(webhookEndpoints.id, before) : undefined,
      ),
    )
    .orderBy(desc(webhookEndpoints.id))
    .limit(input.limit + 1);
  return toPage(rows, input.limit, projectEndpoint);
}

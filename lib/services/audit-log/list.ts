import { and, desc, eq, gte, lt } from "drizzle-orm";
import { auditLog } from "@/lib/db/schema/account";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { readCursor, toPage } from "@/lib/services/list";
import { projectAuditRow } from "./project-audit-row";
import type { AuditRowPage, ListAuditRowsInput } from "./schema";

/**
 * Who did what in the organisation, newest first; only what matches every filter given.
 * @throws {AppError} `forbidden`, `validation_failed` for a broken cursor.
 */
export async function listAuditRows(options: {
  ctx: Context;
  input: ListAuditRowsInput;
}): Promise<AuditRowPage> {
  const { ctx, input } = options;
  authorise(ctx, "keys:write");
  const before = readCursor(input.cursor, "aud");
  const rows = await ctx.db
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.organisationId, ctx.actor.organisationId),
        before ? lt(auditLog.id, before) : undefined,
        input.entity === undefined ? undefined : eq(auditLog.entity, input.entity),
        input.entityId === undefined ? undefined : eq(auditLog.entityId, input.entityId),
        input.action === undefined ? undefined : eq(auditLog.action, input.action),
        input.from ? gte(auditLog.at, input.from) : undefined,
        input.to ? lt(auditLog.at, input.to) : undefined,
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(input.limit + 1);
  return toPage(rows, input.limit, projectAuditRow);
}

import type { auditLog } from "@/lib/db/schema/account";
import type { AuditRowOutput } from "./schema";

/** A row of the audit log as its organisation sees it. */
export function projectAuditRow(row: typeof auditLog.$inferSelect): AuditRowOutput {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { type: row.actorType, id: row.actorId },
    action: row.action,
    entity: row.entity,
    entityId: row.entityId,
    data: row.data,
    requestId: row.requestId,
  };
}

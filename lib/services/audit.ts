import type { Transaction } from "@/lib/db/database";
import { auditLog } from "@/lib/db/schema/account";
import { newId } from "@/lib/ids";
import type { Context } from "./context";

export type AuditEntry = {
  action: string;
  entity: string;
  entityId: string;
  data?: Record<string, unknown>;
};

/** Writes who did what, in the transaction that does it. */
export async function audit(tx: Transaction, ctx: Context, entry: AuditEntry): Promise<void> {
  await tx.insert(auditLog).values(auditRow(ctx, entry));
}

/** The row of {@link audit}, for what writes many. */
export function auditRow(ctx: Context, entry: AuditEntry): typeof auditLog.$inferInsert {
  return {
    id: newId("aud"),
    organisationId: ctx.actor.organisationId,
    at: ctx.clock.now(),
    actorType: ctx.actor.type,
    actorId: ctx.actor.id,
    action: entry.action,
    entity: entry.entity,
    entityId: entry.entityId,
    data: entry.data ?? {},
    requestId: ctx.requestId,
  };
}

import { eq } from "drizzle-orm";
import { members } from "@/lib/db/schema/auth";
import { audit } from "@/lib/services/audit";
import type { Context } from "@/lib/services/context";
import { authoriseRole } from "./authorise-role";
import { findMember } from "./find";
import { lockMembers } from "./lock-members";
import { requireAnotherOwner, requireOwner } from "./owners";
import type { ChangeRoleInput, MemberIdInput, MemberOutput } from "./schema";

/**
 * Gives a member another role, from their next request on.
 * @throws {AppError} `forbidden` (also where the old or the new role may do more than the caller), `not_found`, `last_owner`.
 */
export async function changeRole(options: {
  ctx: Context;
  input: MemberIdInput & ChangeRoleInput;
}): Promise<MemberOutput> {
  const { ctx, input } = options;
  const { id, role } = input;
  const { organisationId } = ctx.actor;
  authoriseRole(ctx, role);
  return ctx.db.transaction(async (tx) => {
    await lockMembers(tx, organisationId);
    const member = await findMember(tx, { organisationId, id });
    if (member.role === role) return member;
    authoriseRole(ctx, member.role);
    if (member.role === "owner" || role === "owner") await requireOwner(tx, ctx.actor);
    if (member.role === "owner") await requireAnotherOwner(tx, { organisationId, id });
    await tx.update(members).set({ role }).where(eq(members.id, id));
    await audit(tx, ctx, {
      action: "member.change_role",
      entity: "member",
      entityId: id,
      data: { userId: member.userId, walletAddress: member.walletAddress, from: member.role, to: role },
    });
    return { ...member, role };
  });
}

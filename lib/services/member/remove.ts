import { eq } from "drizzle-orm";
import { members } from "@/lib/db/schema/auth";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { authoriseRole } from "./authorise-role";
import { findMember } from "./find";
import { findMembership } from "./find-membership";
import { lockMembers } from "./lock-members";
import { requireAnotherOwner, requireOwner } from "./owners";
import type { MemberIdInput, MemberOutput } from "./schema";

/** What stands for one's own membership, whose id few people know. */
const ME = "me";

/**
 * Ends a membership at once: sessions and tokens of that person stop to work for the organisation. Everybody may leave;
 * removing somebody else takes `keys:write` and all that they may do.
 * @throws {AppError} `forbidden`, `not_found`, `last_owner`.
 */
export async function removeMember(options: { ctx: Context; input: MemberIdInput }): Promise<MemberOutput> {
  const { ctx, input } = options;
  const { organisationId } = ctx.actor;
  const own = await ownMembership(ctx);
  const isLeaving = own !== null && (input.id === ME || input.id === own);
  if (!isLeaving) authorise(ctx, "keys:write");
  const id = isLeaving ? own : input.id;
  return ctx.db.transaction(async (tx) => {
    await lockMembers(tx, organisationId);
    const member = await findMember(tx, { organisationId, id });
    if (!isLeaving) authoriseRole(ctx, member.role);
    if (member.role === "owner") {
      await requireOwner(tx, ctx.actor);
      await requireAnotherOwner(tx, { organisationId, id });
    }
    await tx.delete(members).where(eq(members.id, id));
    const { userId, walletAddress, role } = member;
    await audit(tx, ctx, {
      action: isLeaving ? "member.leave" : "member.remove",
      entity: "member",
      entityId: id,
      data: { userId, walletAddress, role },
    });
    return member;
  });
}

/** Null for API keys, and for tokens: leaving is up to the person alone. */
async function ownMembership({ db, actor }: Context): Promise<string | null> {
  if (actor.type !== "user" || actor.token) return null;
  const found = await findMembership(db, { organisationId: actor.organisationId, userId: actor.id });
  return found?.id ?? null;
}

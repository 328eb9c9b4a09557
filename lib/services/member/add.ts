import { members } from "@/lib/db/schema/auth";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { audit } from "@/lib/services/audit";
import type { Context } from "@/lib/services/context";
import { authoriseRole } from "./authorise-role";
import { findMember } from "./find";
import { lockMembers } from "./lock-members";
import { requireOwner } from "./owners";
import { personOfWallet } from "./person-of-wallet";
import type { AddMemberInput, MemberOutput } from "./schema";

/**
 * Makes the holder of a wallet a member, also one who has never signed in: they have the role as soon as they do.
 * @throws {AppError} `forbidden` (also for a role that may do more than the caller), `already_member`.
 */
export async function addMember(options: { ctx: Context; input: AddMemberInput }): Promise<MemberOutput> {
  const { ctx, input } = options;
  const { walletAddress, role } = input;
  const { organisationId } = ctx.actor;
  authoriseRole(ctx, role);
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    await lockMembers(tx, organisationId);
    if (role === "owner") await requireOwner(tx, ctx.actor);
    const { chainId } = ctx.chain;
    const userId = await personOfWallet(tx, { address: walletAddress, chainId, now });
    const [row] = await tx
      .insert(members)
      .values({ id: newId("mem"), organizationId: organisationId, userId, role, createdAt: now })
      .onConflictDoNothing({ target: [members.organizationId, members.userId] })
      .returning({ id: members.id });
    if (!row) throw new AppError("already_member", "Change their role with PATCH /members/{id}.");
    await audit(tx, ctx, {
      action: "member.add",
      entity: "member",
      entityId: row.id,
      data: { userId, walletAddress, role },
    });
    return findMember(tx, { organisationId, id: row.id });
  });
}

import { and, desc, eq, lt } from "drizzle-orm";
import { members } from "@/lib/db/schema/auth";
import { isId } from "@/lib/ids";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { readCursorOf, toPage } from "@/lib/services/list";
import type { ListMembersInput, MemberPage } from "./schema";
import { projectMember, selectMembers } from "./select-members";

/**
 * The organisation's members, newest first.
 * @throws {AppError} `forbidden`, `validation_failed` for a broken cursor.
 */
export async function listMembers(options: { ctx: Context; input: ListMembersInput }): Promise<MemberPage> {
  const { ctx, input } = options;
  authorise(ctx, "keys:write");
  const before = readCursorOf(input.cursor, isMemberId);
  const rows = await selectMembers(ctx.db)
    .where(
      and(eq(members.organizationId, ctx.actor.organisationId), before ? lt(members.id, before) : undefined),
    )
    .orderBy(desc(members.id))
    .limit(input.limit + 1);
  return toPage(rows, input.limit, projectMember);
}

/** The first members of early organisations have hexadecimal ids. They sort before all others, as the oldest should. */
function isMemberId(id: string): boolean {
  return isId("mem", id) || /^[0-9a-f]{32}$/.test(id);
}

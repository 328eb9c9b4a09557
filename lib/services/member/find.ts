import { and, eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { members } from "@/lib/db/schema/auth";
import { notFound } from "@/lib/services/not-found";
import type { MemberOutput } from "./schema";
import { projectMember, selectMembers } from "./select-members";

/**
 * A member of an organisation.
 * @throws {AppError} `not_found`.
 */
export async function findMember(
  db: Queryable,
  which: { organisationId: string; id: string },
): Promise<MemberOutput> {
  const [row] = await selectMembers(db).where(
    and(eq(members.id, which.id), eq(members.organizationId, which.organisationId)),
  );
  if (!row) throw notFound("member");
  return projectMember(row);
}

import { and, eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { members } from "@/lib/db/schema/auth";
import type { Role } from "./roles";

/** What a person is in an organisation, or null where they are no member. */
export async function findMembership(
  db: Queryable,
  which: { organisationId: string; userId: string },
): Promise<{ id: string; role: Role } | null> {
  const [row] = await db
    .select({ id: members.id, role: members.role })
    .from(members)
    .where(and(eq(members.organizationId, which.organisationId), eq(members.userId, which.userId)));
  return row ?? null;
}

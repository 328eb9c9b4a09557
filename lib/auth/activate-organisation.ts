import "server-only";
import { eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { sessions } from "@/lib/db/schema/auth";

/** Turns all sessions of a member to this organisation: they act for it from their next request on. */
export async function activateOrganisation(
  db: Queryable,
  which: { userId: string; organisationId: string },
): Promise<void> {
  const { userId, organisationId } = which;
  await db.update(sessions).set({ activeOrganizationId: organisationId }).where(eq(sessions.userId, userId));
}

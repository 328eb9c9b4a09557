import { eq } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { organisations } from "@/lib/db/schema/auth";

/** Lets one change of an organisation's members run at a time, so that two owners can't unmake each other at once. */
export async function lockMembers(tx: Transaction, organisationId: string): Promise<void> {
  await tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(eq(organisations.id, organisationId))
    .for("update");
}

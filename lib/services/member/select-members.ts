import { asc, desc, eq, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { members, users, walletAddresses } from "@/lib/db/schema/auth";
import type { MemberOutput } from "./schema";

/** Members with their names and the wallet they signed in with first; `where` and order are the caller's. */
export function selectMembers(db: Queryable) {
  const wallet = db
    .select({ address: walletAddresses.address })
    .from(walletAddresses)
    .where(eq(walletAddresses.userId, members.userId))
    .orderBy(desc(walletAddresses.isPrimary), asc(walletAddresses.createdAt))
    .limit(1)
    .as("wallet");
  return db
    .select({
      id: members.id,
      userId: members.userId,
      name: users.name,
      walletAddress: wallet.address,
      role: members.role,
      createdAt: members.createdAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoinLateral(wallet, sql`true`);
}

type MemberRow = Awaited<ReturnType<typeof selectMembers>>[number];

export function projectMember({ id, userId, name, walletAddress, role, createdAt }: MemberRow): MemberOutput {
  return { id, userId, name, walletAddress, role, createdAt: createdAt.toISOString() };
}

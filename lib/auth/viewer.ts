import "server-only";
import { asc, desc, eq } from "drizzle-orm";
import { type Address, getAddress } from "viem";
import type { Database } from "@/lib/db/database";
import { members, organisations, walletAddresses } from "@/lib/db/schema/auth";
import type { Auth } from "./auth";

/** An organisation as seen by one of its members. */
export type Membership = { id: string; name: string; slug: string; walletAddress: Address; role: string };

/** Who is signed in. Plain data: server components may hand it to the browser. */
export type Viewer = {
  userId: string;
  /** The wallet they signed in with first (EIP-55). */
  walletAddress: Address;
  /** The one they act for now; null until they have one. */
  organisation: Membership | null;
  organisations: readonly Membership[];
};

/**
 * The signed-in viewer of a request, or null. It reads only; a session is prolonged when the browser asks
 * `/api/auth/get-session`. Pages call `getViewer` (lib/auth/session), which finds the running server's `auth` and `db`.
 */
export async function readViewer(options: {
  auth: Auth;
  db: Database;
  headers: Headers;
}): Promise<Viewer | null> {
  const { auth, db, headers } = options;
  const found = await auth.api.getSession({
    headers,
    query: { disableRefresh: true, disableCookieCache: true },
  });
  if (!found) return null;
  const { session, user } = found;

  const [[wallet], memberships] = await Promise.all([
    db
      .select({ address: walletAddresses.address })
      .from(walletAddresses)
      .where(eq(walletAddresses.userId, user.id))
      .orderBy(desc(walletAddresses.isPrimary), asc(walletAddresses.createdAt))
      .limit(1),
    membershipsOf(db, user.id),
  ]);
  if (!wallet) return null;

  return {
    userId: user.id,
    walletAddress: getAddress(wallet.address),
    organisation: memberships.find(({ id }) => id === session.activeOrganizationId) ?? memberships[0] ?? null,
    organisations: memberships,
  };
}

async function membershipsOf(db: Database, userId: string): Promise<readonly Membership[]> {
  const rows = await db
    .select({
      id: organisations.id,
      name: organisations.name,
      slug: organisations.slug,
      walletAddress: organisations.walletAddress,
      role: members.role,
    })
    .from(members)
    .innerJoin(organisations, eq(organisations.id, members.organizationId))
    .where(eq(members.userId, userId))
    .orderBy(asc(members.createdAt), asc(members.id));
  return rows.map((row) => ({ ...row, walletAddress: getAddress(row.walletAddress) }));
}

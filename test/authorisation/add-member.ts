import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Address } from "viem";
import { members, walletAddresses } from "@/lib/db/schema/auth";
import type { Role } from "@/lib/services/member/roles";
import type { TestRuntime } from "@/test/test-runtime";

/** Makes the person who has signed in with this wallet a member. */
export async function addMember(
  { db }: TestRuntime,
  { wallet, organisationId, role }: { wallet: Address; organisationId: string; role: Role },
): Promise<void> {
  const [person] = await db.select().from(walletAddresses).where(eq(walletAddresses.address, wallet));
  if (!person) throw new Error(`Nobody has signed in with ${wallet}.`);
  const { userId } = person;
  await db.insert(members).values({ id: randomUUID(), organizationId: organisationId, userId, role });
}

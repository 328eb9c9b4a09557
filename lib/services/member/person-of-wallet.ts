import { randomBytes } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import type { Address } from "viem";
import type { Transaction } from "@/lib/db/database";
import { accounts, users, walletAddresses } from "@/lib/db/schema/auth";

type Wallet = { address: Address; chainId: number; now: Date };

/**
 * The id of the user whose wallet this is. Who has not signed in yet is written down as their first sign-in would do
 * it (better-auth's siwe plugin), so that they are this user then.
 */
export async function personOfWallet(tx: Transaction, wallet: Wallet): Promise<string> {
  const userId = (await holderOf(tx, wallet.address)) ?? (await newPerson(tx, wallet));
  // They may have signed in for the first time just now.
  const person = userId ?? (await holderOf(tx, wallet.address));
  if (!person) throw new Error(`The user of ${wallet.address} has no wallet.`);
  return person;
}

async function holderOf(tx: Transaction, address: Address): Promise<string | null> {
  const [row] = await tx
    .select({ userId: walletAddresses.userId })
    .from(walletAddresses)
    .where(eq(walletAddresses.address, address))
    .orderBy(desc(walletAddresses.isPrimary))
    .limit(1);
  return row?.userId ?? null;
}

/** @returns null where somebody with this wallet was written meanwhile. */
async function newPerson(tx: Transaction, { address, chainId, now }: Wallet): Promise<string | null> {
  const [user] = await tx
    .insert(users)
    .values({
      id: newAuthId(),
      name: address,
      email: `${address}@siwe.placeholder.invalid`.toLowerCase(),
      image: "",
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  if (!user) return null;
  const owned = { id: newAuthId(), userId: user.id, createdAt: now };
  await tx.insert(walletAddresses).values({ ...owned, address, chainId, isPrimary: true });
  const accountId = `${address}:${chainId}`;
  await tx.insert(accounts).values({ ...owned, providerId: "siwe", accountId, updatedAt: now });
  return user.id;
}

/** better-auth's ids are opaque, so one of ours is as good. */
function newAuthId(): string {
  return randomBytes(16).toString("hex");
}

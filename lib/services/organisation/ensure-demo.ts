import { and, eq, isNull, ne } from "drizzle-orm";
import type { Address } from "viem";
import type { Chain } from "@/lib/chain/chain";
import type { Database, Transaction } from "@/lib/db/database";
import { apiKeys } from "@/lib/db/schema/account";
import { organisations } from "@/lib/db/schema/auth";
import { LOCAL_CHAIN_ID } from "@/lib/env";
import { newId } from "@/lib/ids";
import { hashKey } from "@/lib/services/api-key/hash-key";
import { keyPrefix } from "@/lib/services/api-key/new-key";
import { type Clock, SCOPES } from "@/lib/services/context";

type Demo = { name: string; slug: string; walletAddress: Address };

/** Their wallets are anvil's second and third account, whose keys everybody knows. */
const DEMOS: readonly [Demo, Demo] = [
  {
    name: "Harbour Hall",
    slug: "harbour-hall-demo",
    walletAddress: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  },
  {
    name: "Hilltop Festival",
    slug: "hilltop-festival-demo",
    walletAddress: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
  },
];

const KEY_NAME = "Demo key";

/**
 * The two organisations of the embedded chain, each with an API key for everything. Does nothing where they are there;
 * a demo key that was replaced by another stops working.
 * @throws on any chain but the local one, and for two equal keys.
 */
export async function ensureDemo(options: {
  db: Database;
  chain: Pick<Chain, "chainId">;
  clock: Clock;
  keys: readonly [string, string];
}): Promise<void> {
  const { db, chain, clock, keys } = options;
  if (chain.chainId !== LOCAL_CHAIN_ID) {
    throw new Error(
      `Demo organisations exist on chain ${LOCAL_CHAIN_ID} alone, but this is ${chain.chainId}.`,
    );
  }
  if (keys[0] === keys[1]) throw new Error("The two demo keys are equal: give each organisation its own.");
  const now = clock.now();
  await db.transaction(async (tx) => {
    await ensureKey(tx, await ensureOrganisation(tx, DEMOS[0], now), keys[0], now);
    await ensureKey(tx, await ensureOrganisation(tx, DEMOS[1], now), keys[1], now);
  });
}

async function ensureOrganisation(tx: Transaction, demo: Demo, now: Date): Promise<string> {
  await tx
    .insert(organisations)
    .values({ id: newId("org"), ...demo, createdAt: now })
    .onConflictDoNothing({ target: organisations.slug });
  const [row] = await tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(eq(organisations.slug, demo.slug));
  if (!row) throw new Error(`The demo organisation ${demo.slug} was not written.`);
  return row.id;
}

async function ensureKey(tx: Transaction, organisationId: string, key: string, now: Date): Promise<void> {
  const hash = hashKey(key);
  await tx
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(
      and(
        eq(apiKeys.organisationId, organisationId),
        eq(apiKeys.name, KEY_NAME),
        eq(apiKeys.createdBy, "system"),
        ne(apiKeys.hash, hash),
        isNull(apiKeys.revokedAt),
      ),
    );
  const entitled = { organisationId, scopes: [...SCOPES], revokedAt: null, expiresAt: null };
  await tx
    .insert(apiKeys)
    .values({
      id: newId("key"),
      name: KEY_NAME,
      prefix: keyPrefix(key),
      hash,
      createdBy: "system",
      createdAt: now,
      ...entitled,
    })
    .onConflictDoUpdate({ target: apiKeys.hash, set: entitled });
}

import { and, asc, eq, gt, lte } from "drizzle-orm";
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";
import { z } from "zod";
import type { Queryable, Transaction } from "@/lib/db/database";
import { signingKeys } from "@/lib/db/schema/account";
import { ALGORITHM } from "./claims";
import type { TokenIssuer } from "./issuer";
import { TOKEN_SECONDS_MAX } from "./life";

const DAY_MS = 24 * 3600_000;
const SIGNS_FOR_MS = 90 * DAY_MS;
/** A key is published for so long before it signs, so that who has kept the set for a while knows it. */
const PUBLISHED_AHEAD_MS = DAY_MS;

type KeyRow = typeof signingKeys.$inferSelect;
/** A key with its private part opened: a JWK as text. */
export type SigningKey = Pick<KeyRow, "id" | "publicKey" | "privateKey" | "signsUntil">;

type Moment = { issuer: TokenIssuer; now: Date };

/**
 * The keys whose tokens count, oldest first. A key that another secret has sealed is none of ours: whoever changes the
 * server's secret ends all tokens with it.
 */
export async function trustedKeys(db: Queryable, { issuer, now }: Moment): Promise<SigningKey[]> {
  const rows = await db
    .select()
    .from(signingKeys)
    .where(gt(signingKeys.signsUntil, goneSince(now)))
    .orderBy(asc(signingKeys.createdAt), asc(signingKeys.id));
  return rows.flatMap((row) => opened(row, issuer));
}

/** The trusted key of this id, or null. */
export async function findTrustedKey(
  db: Queryable,
  { id, issuer, now }: Moment & { id: string },
): Promise<SigningKey | null> {
  const [row] = await db
    .select()
    .from(signingKeys)
    .where(and(eq(signingKeys.id, id), gt(signingKeys.signsUntil, goneSince(now))));
  return row ? (opened(row, issuer)[0] ?? null) : null;
}

/** The key to sign with now. Makes the first, and each successor a day before it is needed. */
export async function currentKey(tx: Transaction, moment: Moment): Promise<SigningKey> {
  const { now } = moment;
  const signing = (await trustedKeys(tx, moment)).filter(({ signsUntil }) => signsUntil > now);
  const [current] = signing;
  const last = signing.at(-1);
  if (current && last && last.signsUntil.getTime() - now.getTime() > PUBLISHED_AHEAD_MS) return current;
  await tx.delete(signingKeys).where(lte(signingKeys.signsUntil, goneSince(now)));
  const successor = await makeKey(tx, moment);
  return current ?? successor;
}

/** What a key signed in its last moment has expired by then. */
function goneSince(now: Date): Date {
  return new Date(now.getTime() - TOKEN_SECONDS_MAX * 1000);
}

function opened(row: KeyRow, { seal }: TokenIssuer): SigningKey[] {
  try {
    return [{ ...row, privateKey: seal.open(row.privateKey) }];
  } catch {
    return [];
  }
}

const publicKeySchema = z.object({ kty: z.literal("EC"), crv: z.string(), x: z.string(), y: z.string() });

async function makeKey(tx: Transaction, { issuer, now }: Moment): Promise<SigningKey> {
  const pair = await generateKeyPair(ALGORITHM, { extractable: true });
  const publicKey = publicKeySchema.parse(await exportJWK(pair.publicKey));
  const privateKey = JSON.stringify(await exportJWK(pair.privateKey));
  const id = await calculateJwkThumbprint(publicKey);
  const signsUntil = new Date(now.getTime() + SIGNS_FOR_MS);
  const sealed = issuer.seal.close(privateKey);
  await tx.insert(signingKeys).values({ id, publicKey, privateKey: sealed, createdAt: now, signsUntil });
  return { id, publicKey, privateKey, signsUntil };
}

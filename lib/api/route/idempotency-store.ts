import { and, eq, isNull, lte } from "drizzle-orm";
import type { Database, Queryable } from "@/lib/db/database";
import { idempotencyKeys } from "@/lib/db/schema/account";
import { AppError, ERRORS } from "@/lib/errors";
import type { Scope } from "@/lib/services/context";

const KEPT_MS = 24 * 3600_000;

/**
 * How long a call may run before another may take its key. A crash blocks a key for this long, no longer. A call that
 * takes longer loses nothing but its own work: it finds its claim gone and is rolled back (see {@link keepAnswer}).
 */
const LEASE_MS = 30_000;

const keys = idempotencyKeys;

/** An answer as it is kept: its body is a text, sealed. */
export type KeptAnswer = { status: number; headers: Readonly<Record<string, string>>; body: string | null };

/** A key that is ours to answer. A later claim comes a whole lease later, so the time tells claims apart. */
export type Claim = { owner: string; key: string; claimedAt: Date };

type ClaimRequest = { owner: string; key: string; fingerprint: string; scopes: readonly Scope[]; now: Date };

/**
 * Claims the key in one statement, so of any number of equal calls one wins.
 * @returns the claim, or the answer kept from the first call.
 * @throws {AppError} `idempotency_in_flight`, `idempotency_key_reused`, `forbidden`.
 */
export async function claimKey(db: Database, request: ClaimRequest): Promise<Claim | KeptAnswer> {
  const { owner, key, fingerprint, scopes, now } = request;
  const fresh = {
    requestHash: fingerprint,
    scopes: [...scopes],
    responseStatus: null,
    responseHeaders: null,
    responseBody: null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + LEASE_MS),
  };
  const claimed = await db
    .insert(keys)
    .values({ organisationId: owner, key, ...fresh })
    .onConflictDoUpdate({
      target: [keys.organisationId, keys.key],
      set: fresh,
      setWhere: lte(keys.expiresAt, now),
    })
    .returning({ key: keys.key });
  if (claimed.length > 0) return { owner, key, claimedAt: now };

  const [row] = await db
    .select()
    .from(keys)
    .where(and(eq(keys.organisationId, owner), eq(keys.key, key)));
  if (row && row.requestHash !== fingerprint) {
    throw new AppError("idempotency_key_reused", "Use a new Idempotency-Key for each new request.");
  }
  if (!row || row.responseStatus === null) {
    throw new AppError(
      "idempotency_in_flight",
      "The first call with this key is still running. Try again soon.",
      {
        extra: { retryAfterSeconds: 1 },
      },
    );
  }
  requireScopes(scopes, row.scopes, row.responseStatus);
  return { status: row.responseStatus, headers: row.responseHeaders ?? {}, body: row.responseBody };
}

/** A colleague who may do less is never told what the first caller got, and one who may do more is not refused for who asked first. */
function requireScopes(scopes: readonly Scope[], first: readonly string[], status: number): void {
  const missing = first.find((scope) => !scopes.some((each) => each === scope));
  if (missing)
    throw new AppError("forbidden", `This call was answered to somebody with the scope ${missing}.`, {
      extra: { requiredScope: missing },
    });
  if (status === ERRORS.forbidden.status && scopes.length > first.length)
    throw new AppError(
      "idempotency_key_reused",
      "Somebody who may do less used this Idempotency-Key. Use a new one.",
    );
}

/**
 * Keeps the answer, in the transaction that did the work.
 * @throws {AppError} `idempotency_in_flight` when the claim was lost; the transaction then has to roll back.
 */
export async function keepAnswer(tx: Queryable, claim: Claim, answer: KeptAnswer): Promise<void> {
  const kept = await tx
    .update(keys)
    .set({
      responseStatus: answer.status,
      responseHeaders: { ...answer.headers },
      responseBody: answer.body,
      expiresAt: new Date(claim.claimedAt.getTime() + KEPT_MS),
    })
    .where(ours(claim))
    .returning({ key: keys.key });
  if (kept.length > 0) return;
  throw new AppError("idempotency_in_flight", "Another call took this key over. Try again soon.", {
    extra: { retryAfterSeconds: 1 },
  });
}

/** Gives an unanswered key back, so that the next call runs. */
export async function releaseKey(db: Database, claim: Claim): Promise<void> {
  await db.delete(keys).where(ours(claim));
}

function ours({ owner, key, claimedAt }: Claim) {
  return and(
    eq(keys.organisationId, owner),
    eq(keys.key, key),
    eq(keys.createdAt, claimedAt),
    isNull(keys.responseStatus),
  );
}

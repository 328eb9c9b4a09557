import { createHash } from "node:crypto";
import type { Database } from "@/lib/db/database";
import { AppError } from "@/lib/errors";
import type { Seal } from "@/lib/seal";
import type { Clock, Scope } from "@/lib/services/context";
import type { Answer } from "./answer";
import { claimKey, type KeptAnswer, keepAnswer, releaseKey } from "./idempotency-store";
import type { RequestBody } from "./read-body";

const PRINTABLE = /^[\x20-\x7e]{1,255}$/;
const METHODS = new Set(["POST", "PATCH", "DELETE"]);

type IdempotentCall = {
  db: Database;
  clock: Clock;
  /** Whose keys these are; null: nobody's, and each call runs. */
  owner: string | null;
  key: string | null;
  /** What the caller may do: an answer is repeated only to who may do all that its first caller might. */
  scopes: readonly Scope[];
  fingerprint: string;
  /** Kept answers are sealed: an API key or a claim token is in some, which nobody who reads the table may have. */
  seal: Seal;
  /** Waits for what the work needs, outside of its transaction. @returns the answer of a call that ends with that; null: it goes on. */
  wait?(): Promise<Answer | null>;
  /**
   * Does the work with the database it is given. What it throws is not kept and undoes its writes, so a refusal that
   * is to be kept is returned.
   */
  run(db: Database): Promise<Answer>;
};

/**
 * Runs a call once for its `Idempotency-Key`. The key is claimed first, visibly for all; the work and the kept answer
 * are then one transaction. So a crash at any line leaves either neither, and a repeat runs after the lease, or both,
 * and a repeat is answered the same bytes.
 */
export async function idempotent(call: IdempotentCall): Promise<Answer> {
  const { db, clock, owner, key, fingerprint, scopes, seal } = call;
  if (key === null || owner === null) return (await call.wait?.()) ?? call.run(db);

  const now = clock.now();
  const claim = await claimKey(db, { owner, key, fingerprint, scopes, now });
  if ("status" in claim) return replayed(claim, seal);

  try {
    const early = await call.wait?.();
    return await db.transaction(async (tx) => {
      const answer = early ?? (await call.run(tx));
      await keepAnswer(tx, claim, { ...answer, body: sealedBody(answer, seal) });
      return answer;
    });
  } catch (error) {
    await releaseKey(db, claim);
    throw error;
  }
}

function sealedBody({ body }: Answer, seal: Seal): string | null {
  return typeof body === "string" ? seal.close(body) : null;
}

function replayed({ status, headers, body }: KeptAnswer, seal: Seal): Answer {
  return {
    status,
    headers: { ...headers, "Idempotency-Replayed": "true" },
    body: body === null ? null : opened(body, seal),
  };
}

/** What was sealed with another secret of the server is lost, and the call is not run again for that. */
function opened(body: string, seal: Seal): string {
  try {
    return seal.open(body);
  } catch (cause) {
    throw new AppError(
      "idempotency_key_reused",
      "The answer kept for this Idempotency-Key can't be read any more. Look what became of the call, and use a new key.",
      { cause },
    );
  }
}

/**
 * The call's `Idempotency-Key`; null where none was sent or the method has no use for one.
 * @throws {AppError} `validation_failed` for a key that is empty, too long or not printable.
 */
export function idempotencyKeyOf(request: Request): string | null {
  const key = request.headers.get("idempotency-key");
  if (key === null || !METHODS.has(request.method)) return null;
  if (PRINTABLE.test(key)) return key;
  const message = "must have 1 to 255 printable ASCII characters";
  throw new AppError("validation_failed", `Idempotency-Key ${message}.`, {
    errors: [{ path: "Idempotency-Key", message }],
  });
}

/** What makes two calls the same call. */
export function fingerprintOf(request: Request, body: RequestBody): string {
  const { pathname, search } = new URL(request.url);
  return createHash("sha256")
    .update(JSON.stringify([request.method, pathname, search, typeof body === "string"]))
    .update(typeof body === "string" ? "" : body)
    .digest("hex");
}

import { eq, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import { prepared } from "@/lib/db/prepared";
import { apiKeys } from "@/lib/db/schema/account";
import type { Actor, Clock } from "@/lib/services/context";
import { sharedRuns } from "@/lib/shared-runs";
import { actorOfKey } from "./actor-of-key";
import { hashKey } from "./hash-key";
import type { ApiKeyRow } from "./project-api-key";

const keyOfHash = prepared((db) =>
  db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.hash, sql.placeholder("hash")))
    .prepare("key_of_hash"),
);

type KeyRuns = ReturnType<typeof sharedRuns<ApiKeyRow[]>>;
const runsOf = new WeakMap<Database, KeyRuns>();

/** A shop's calls come many at once, all with one key. */
function findKeys(db: Database, hash: string): Promise<ApiKeyRow[]> {
  const runs = runsOf.get(db) ?? sharedRuns<ApiKeyRow[]>();
  runsOf.set(db, runs);
  return runs(hash, () => keyOfHash(db).execute({ hash }));
}

/** Who a key speaks for, or null for one that is unknown, revoked or expired. */
export async function authenticateApiKey(options: {
  db: Database;
  key: string;
  clock: Clock;
}): Promise<Actor | null> {
  const { db, key, clock } = options;
  const [row] = await findKeys(db, hashKey(key));
  return actorOfKey({ db, clock, row });
}

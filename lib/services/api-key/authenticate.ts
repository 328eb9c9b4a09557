import { eq, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import { prepared } from "@/lib/db/prepared";
import { apiKeys } from "@/lib/db/schema/account";
import type { Actor, Clock } from "@/lib/services/context";
import { actorOfKey } from "./actor-of-key";
import { hashKey } from "./hash-key";

const keyOfHash = prepared((db) =>
  db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.hash, sql.placeholder("hash")))
    .prepare("key_of_hash"),
);

/** Who a key speaks for, or null for one that is unknown, revoked or expired. */
export async function authenticateApiKey(options: {
  db: Database;
  key: string;
  clock: Clock;
}): Promise<Actor | null> {
  const { db, key, clock } = options;
  const [row] = await keyOfHash(db).execute({ hash: hashKey(key) });
  return actorOfKey({ db, clock, row });
}

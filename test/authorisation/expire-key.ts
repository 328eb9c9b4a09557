import { eq } from "drizzle-orm";
import { apiKeys } from "@/lib/db/schema/account";
import type { TestRuntime } from "@/test/test-runtime";

/** Lets an API key's time have passed. */
export async function expireKey({ db }: TestRuntime, keyId: string): Promise<void> {
  await db
    .update(apiKeys)
    .set({ expiresAt: new Date(Date.now() - 1) })
    .where(eq(apiKeys.id, keyId));
}

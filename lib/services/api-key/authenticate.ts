import type { Database } from "@/lib/db/database";
import type { Actor, Clock } from "@/lib/services/context";

export async function authenticateApiKey(_options: {
  db: Database;
  key: string;
  clock: Clock;
}): Promise<Actor | null> {
  throw new Error("authenticateApiKey is being written");
}

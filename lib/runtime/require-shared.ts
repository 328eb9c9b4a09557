import type { Env } from "@/lib/env";
import { BootError } from "./boot-error";

/** @throws {BootError} when the database or the chain is embedded: these belong to the web process, which does the work there. */
export function requireShared({ database, chain }: Env): void {
  const missing = [
    ...(database.kind === "pglite" ? ["DATABASE_URL"] : []),
    ...(chain.kind === "embedded" ? ["RPC_URL and CHAIN_ID"] : []),
  ].join(", ");
  if (missing === "") return;
  throw new BootError(
    `A worker shares a Postgres and a chain with the web process: set ${missing} as there. ` +
      "With the embedded database or chain there is nothing to start: the web process (npm start) does the work itself.",
  );
}

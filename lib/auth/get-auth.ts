import "server-only";
import type { Database } from "@/lib/db/database";
import { getRuntime, type Runtime } from "@/lib/runtime/runtime";
import { type Auth, createAuth } from "./auth";
import { signInOrigins } from "./sign-in-origins";

const instances = new WeakMap<Runtime, Map<string, Auth>>();

/**
 * The running server's better-auth. ERC-4361 ties a signature to one host, so there is one instance for each name of
 * this machine; they share users and sessions.
 * @param headers of the request, when its host matters (signing in); otherwise the app's own origin is taken.
 */
export function getAuth(headers?: Headers): { auth: Auth; db: Database } {
  const runtime = getRuntime();
  const origin = originOf(headers?.get("host"), runtime.env.appUrl);
  const byOrigin = instances.get(runtime) ?? new Map<string, Auth>();
  instances.set(runtime, byOrigin);

  const auth = byOrigin.get(origin) ?? instanceFor(runtime, origin);
  byOrigin.set(origin, auth);
  return { auth, db: runtime.db };
}

function instanceFor({ env, db, chain, log }: Runtime, origin: string): Auth {
  return createAuth({
    db,
    log,
    client: chain.client,
    chainId: chain.chainId,
    origin,
    secret: env.authSecret,
    rateLimitPerMinute: env.rateLimitPerMinute,
  });
}

/** A host that isn't ours is no reason to fail here: the message's domain is checked against the app's own. */
function originOf(host: string | null | undefined, appUrl: string): string {
  const origins = signInOrigins(appUrl);
  return origins.find((origin) => new URL(origin).host === host) ?? origins[0] ?? appUrl;
}

import { AppError } from "@/lib/errors";
import type { Runtime } from "@/lib/runtime/runtime";
import { authenticateApiKey } from "@/lib/services/api-key/authenticate";
import type { Actor, Newcomer } from "@/lib/services/context";

/**
 * Who calls: the API key in `Authorization: Bearer tc_…`, otherwise the person behind the session's cookie, which
 * counts for requests of our own pages only.
 * @throws {AppError} `unauthenticated`.
 */
export async function authenticate(call: { request: Request; runtime: Runtime }): Promise<Actor | Newcomer> {
  const { headers } = call.request;
  const authorization = headers.get("authorization");
  if (authorization !== null) return byKey(authorization, call.runtime);

  const actor = headers.has("cookie") ? await byCookie(headers) : null;
  if (actor) return actor;
  throw new AppError("unauthenticated", "Send an API key as Authorization: Bearer tc_…, or sign in.");
}

async function byKey(authorization: string, runtime: Runtime): Promise<Actor> {
  const key = /^Bearer +(tc_\S+)$/i.exec(authorization.trim())?.[1];
  const actor = key ? await authenticateApiKey({ db: runtime.db, clock: runtime.clock, key }) : null;
  if (actor) return actor;
  throw new AppError("unauthenticated", "The API key is unknown, revoked or expired.");
}

async function byCookie(headers: Headers): Promise<Actor | Newcomer | null> {
  const { actorFromSession } = await import("@/lib/auth/actor");
  return actorFromSession(headers);
}

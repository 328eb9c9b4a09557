import { tokenIssuer } from "@/lib/api/token-issuer";
import { AppError } from "@/lib/errors";
import type { Runtime } from "@/lib/runtime/runtime";
import { authenticateApiKey } from "@/lib/services/api-key/authenticate";
import type { Actor, Newcomer } from "@/lib/services/context";

type Call = { request: Request; runtime: Runtime };

/**
 * Who calls: the API key in `Authorization: Bearer tc_…` or the token made with one, otherwise the person behind the session's cookie, which
 * counts for requests of our own pages only.
 * @throws {AppError} `unauthenticated`.
 */
export async function authenticate(call: Call): Promise<Actor | Newcomer> {
  const actor = await authenticateIfAny(call);
  if (actor) return actor;
  throw new AppError("unauthenticated", "Send an API key or a token as Authorization: Bearer …, or sign in.");
}

/**
 * {@link authenticate}, where nobody has to say who they are: null then.
 * @throws {AppError} `unauthenticated` for a key that is none.
 */
export async function authenticateIfAny({ request, runtime }: Call): Promise<Actor | Newcomer | null> {
  const { headers } = request;
  const authorization = headers.get("authorization");
  if (authorization !== null) return byBearer(authorization, runtime);
  return headers.has("cookie") ? byCookie(headers) : null;
}

async function byBearer(authorization: string, runtime: Runtime): Promise<Actor> {
  const { db, clock } = runtime;
  const bearer = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? "";
  const actor = bearer.startsWith("tc_")
    ? await authenticateApiKey({ db, clock, key: bearer })
    : await byToken(bearer, runtime);
  if (actor) return actor;
  throw new AppError("unauthenticated", "The API key or token is unknown, revoked or expired.");
}

/** What reads tokens is loaded for those who bring one. */
async function byToken(token: string, runtime: Runtime): Promise<Actor | null> {
  if (token === "") return null;
  const { authenticateToken } = await import("@/lib/services/token/authenticate");
  return authenticateToken({ db: runtime.db, clock: runtime.clock, token, issuer: tokenIssuer(runtime) });
}

async function byCookie(headers: Headers): Promise<Actor | Newcomer | null> {
  const { actorFromSession } = await import("@/lib/auth/actor");
  return actorFromSession(headers);
}

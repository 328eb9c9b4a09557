import type { Viewer } from "@/lib/auth/viewer";
import type { AppError } from "@/lib/errors";
import type { Runtime } from "@/lib/runtime/runtime";
import type { PublicContext, Scope } from "@/lib/services/context";

/** Who makes a call, as far as the edge needs to know. */
export type Caller<C> = {
  /** Whom the rate limit counts. */
  limitKey: string;
  /** Requests a minute, where the caller has a limit of their own; it lowers the server's, never raises it. */
  rateLimitPerMinute?: number | undefined;
  /** Whose idempotency keys the call uses; null: nobody's. */
  keyOwner: string | null;
  /** What the caller may do: an answer is repeated only to a caller who may do the same. */
  scopes: readonly Scope[];
  /** Why the caller, though known, may not do this. */
  refusal: AppError | null;
  /** The context that the handler gets. */
  context(base: PublicContext): C;
};

/** Who may call an operation, and what its handler then knows about them. */
export type Access<C> = {
  kind: "scope" | "holder" | "open" | "any" | "session" | "public";
  /** The scope it takes, of a ticket's holder none; null where signing in, or nothing, is enough. */
  scope: Scope | null;
  /** @throws {AppError} `unauthenticated`. */
  identify(options: { request: Request; runtime: Runtime }): Promise<Caller<C>>;
};

/** Context of calls by a signed-in person, who may have no organisation yet. */
export type SessionContext = PublicContext & { viewer: Viewer };

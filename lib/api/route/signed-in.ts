import { AppError } from "@/lib/errors";
import type { Access, SessionContext } from "./access";

/** A person signed in on our own pages, with an organisation or without one yet. API keys are no persons. */
export const signedIn: Access<SessionContext> = {
  kind: "session",
  scope: null,
  identify: async ({ request, runtime }) => {
    const viewer = await viewerOf(request, runtime.env.appUrl);
    if (!viewer) throw new AppError("unauthenticated", "Sign in with your wallet first.");
    return {
      limitKey: `user:${viewer.userId}`,
      keyOwner: `user:${viewer.userId}`,
      scopes: [],
      refusal: null,
      context: (base) => ({ ...base, viewer }),
    };
  },
};

/**
 * better-auth is loaded for those who bring a cookie only: nobody else can have a session. Whoever sends a key speaks for
 * that key, here as everywhere, whatever cookie came along.
 */
async function viewerOf(request: Request, appUrl: string) {
  if (!request.headers.has("cookie") || request.headers.has("authorization")) return null;
  const [{ getViewer }, { isSameOrigin }] = await Promise.all([
    import("@/lib/auth/session"),
    import("@/lib/auth/same-origin"),
  ]);
  return isSameOrigin(request.headers, appUrl) ? getViewer(request.headers) : null;
}

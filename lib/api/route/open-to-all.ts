import type { PublicContext } from "@/lib/services/context";
import type { Access } from "./access";

/** Everybody, signed in or not; counted by address where the limit counts. */
export const openToAll: Access<PublicContext> = {
  kind: "public",
  scope: null,
  identify: async ({ request }) => ({
    limitKey: `address:${addressOf(request.headers)}`,
    keyOwner: null,
    scopes: [],
    refusal: null,
    context: (base) => base,
  }),
};

/** The hop nearest to us: what a proxy of ours saw, not what the client claims before it. */
function addressOf(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "unknown";
}

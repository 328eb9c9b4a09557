import type { PublicContext } from "@/lib/services/context";
import type { Access } from "./access";
import { addressKeyOf } from "./address-key";

/** Everybody, signed in or not; counted by address where the limit counts. */
export const openToAll: Access<PublicContext> = {
  kind: "public",
  scope: null,
  identify: async ({ request }) => ({
    limitKey: addressKeyOf(request.headers),
    keyOwner: null,
    scopes: [],
    refusal: null,
    context: (base) => base,
  }),
};

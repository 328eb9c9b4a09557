import type { PublicContext } from "@/lib/services/context";
import type { Access } from "./access";
import { addressKeyOf } from "./address-key";

/** Everybody, signed in or not; counted by address where the limit counts. */
export const openToAll: Access<PublicContext> = {
  kind: "public",
  scope: null,
  identify: async ({ request }) => {
    const address = addressKeyOf(request.headers);
    return { limitKey: address, keyOwner: address, scopes: [], refusal: null, context: (base) => base };
  },
};

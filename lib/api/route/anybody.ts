import { AppError } from "@/lib/errors";
import type { Actor, HolderContext } from "@/lib/services/context";
import type { Access } from "./access";
import { addressKeyOf } from "./address-key";
import { authenticateIfAny } from "./authenticate";

/** Everybody, for what is open to all; whoever says who they are is known, so that their own ids work. */
export const anybody: Access<HolderContext> = {
  kind: "public",
  scope: null,
  identify: async (call) => {
    const address = addressKeyOf(call.request.headers);
    const actor = await actorOf(call);
    return {
      limitKey: address,
      keyOwner: actor?.organisationId ?? address,
      // What is answered here is for everybody.
      scopes: [],
      refusal: null,
      context: (base) => ({ ...base, actor }),
    };
  },
};

/** A key that is none makes nobody of them, which is enough here. */
async function actorOf(call: Parameters<typeof authenticateIfAny>[0]): Promise<Actor | null> {
  try {
    const known = await authenticateIfAny(call);
    return known && known.organisationId !== null ? known : null;
  } catch (error) {
    if (error instanceof AppError && error.code === "unauthenticated") return null;
    throw error;
  }
}

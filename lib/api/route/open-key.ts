import { AppError } from "@/lib/errors";
import { authenticateApiKey } from "@/lib/services/api-key/authenticate";
import { refusalFor } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import type { Access } from "./access";
import { callerOf } from "./require-scope";

const SCOPES = ["events:write", "tickets:write", "checkins:write"] as const;

/** An API key in `X-Api-Key`, where OPEN's Ticket Engine has its own: one that may do all that OPEN's calls do. */
export const openKey: Access<Context> = {
  kind: "open",
  scope: null,
  identify: async ({ request, runtime: { db, clock } }) => {
    const key = request.headers.get("x-api-key");
    const actor = key ? await authenticateApiKey({ db, clock, key }) : null;
    if (!actor) throw new AppError("unauthenticated", "Send an API key as X-Api-Key: tc_….");
    return callerOf(
      actor,
      SCOPES.map((scope) => refusalFor(actor, scope)).find((refusal) => refusal !== null) ?? null,
    );
  },
};

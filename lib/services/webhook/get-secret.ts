import { AppError } from "@/lib/errors";
import type { Seal } from "@/lib/seal";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { openedPrevious } from "@/lib/webhooks/secret";
import type { WebhookSettings } from "@/lib/webhooks/settings";
import { findEndpoint } from "./find";
import type { EndpointIdInput, SecretOutput } from "./schema";

/**
 * An endpoint's secret, and the one before while that signs too.
 * @throws {AppError} `forbidden`, `not_found`, `secret_unreadable`: it was sealed with another `AUTH_SECRET`.
 */
export async function getSecret(options: {
  ctx: Context;
  input: EndpointIdInput;
  settings: WebhookSettings;
}): Promise<SecretOutput> {
  const { ctx, input, settings } = options;
  authorise(ctx, "webhooks:write");
  const endpoint = await findEndpoint(ctx.db, { organisationId: ctx.actor.organisationId, id: input.id });
  const [previous] = openedPrevious(endpoint, ctx.clock.now(), settings.seal);
  return {
    secret: open(settings.seal, endpoint.secret),
    previousSecret: previous?.secret ?? null,
    previousSecretUntil: previous?.until ?? null,
  };
}

function open(seal: Seal, sealed: string): string {
  try {
    return seal.open(sealed);
  } catch (cause) {
    const detail =
      "The secret can't be read on this server any more, since its AUTH_SECRET changed: rotate it.";
    throw new AppError("secret_unreadable", detail, { cause });
  }
}

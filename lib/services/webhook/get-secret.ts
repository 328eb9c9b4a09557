import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import type { WebhookSettings } from "@/lib/webhooks/settings";
import { findEndpoint } from "./find";
import type { EndpointIdInput, SecretOutput } from "./schema";

/**
 * An endpoint's secret, and the one before while that signs too.
 * @throws {AppError} `forbidden`, `not_found`.
 */
export async function getSecret(options: {
  ctx: Context;
  input: EndpointIdInput;
  settings: WebhookSettings;
}): Promise<SecretOutput> {
  const { ctx, input, settings } = options;
  authorise(ctx, "webhooks:write");
  const endpoint = await findEndpoint(ctx.db, { organisationId: ctx.actor.organisationId, id: input.id });
  const { previousSecret, previousSecretUntil } = endpoint;
  const isSigning =
    previousSecret !== null && previousSecretUntil !== null && previousSecretUntil > ctx.clock.now();
  return {
    secret: settings.seal.open(endpoint.secret),
    previousSecret: isSigning ? settings.seal.open(previousSecret) : null,
    previousSecretUntil: isSigning ? previousSecretUntil.toISOString() : null,
  };
}

import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { invalidFields } from "@/lib/services/invalid-fields";
import {
  addressesOf,
  parseReceiver,
  ReceiverRefused,
  ReceiverUnresolved,
} from "@/lib/webhooks/require-receiver";
import type { WebhookSettings } from "@/lib/webhooks/settings";

/**
 * Looks up where a URL leads, which may take seconds. A name that leads nowhere yet is let through: it is looked up again each time that
 * something is sent.
 * @throws {AppError} `forbidden`, `validation_failed` on `url`.
 */
export async function judgeReceiver(options: {
  ctx: Context;
  input: { url?: string | undefined };
  settings: WebhookSettings;
}): Promise<void> {
  const { ctx, input, settings } = options;
  authorise(ctx, "webhooks:write");
  if (input.url === undefined) return;
  const url = requireReceiver("url", input.url, settings);
  try {
    await addressesOf(url, settings);
  } catch (error) {
    if (error instanceof ReceiverUnresolved) return;
    throw refused("url", error);
  }
}

/**
 * Whether something may be sent to a URL, as far as the URL itself tells.
 * @throws {AppError} `validation_failed` on `path`.
 */
export function requireReceiver(
  path: string,
  url: string,
  settings: Pick<WebhookSettings, "allowLoopback">,
): URL {
  try {
    return parseReceiver(url, settings);
  } catch (error) {
    throw refused(path, error);
  }
}

function refused(path: string, error: unknown): unknown {
  return error instanceof ReceiverRefused ? invalidFields([{ path, message: error.message }]) : error;
}

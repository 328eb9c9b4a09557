import { invalidFields } from "@/lib/services/invalid-fields";
import { addressOf, parseReceiver, ReceiverRefused } from "@/lib/webhooks/require-receiver";
import type { WebhookSettings } from "@/lib/webhooks/settings";

/**
 * Whether something may be sent to a URL, as it looks now. It is asked again each time that something is sent.
 * @throws {AppError} `validation_failed` on `url`.
 */
export async function requireReceiver(url: string, settings: WebhookSettings): Promise<void> {
  try {
    await addressOf(parseReceiver(url), settings);
  } catch (error) {
    if (error instanceof ReceiverRefused) throw invalidFields([{ path: "url", message: error.message }]);
    throw error;
  }
}

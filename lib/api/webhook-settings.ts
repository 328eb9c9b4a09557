import { getRuntime } from "@/lib/runtime/runtime";
import type { WebhookSettings } from "@/lib/webhooks/settings";

/** How this server sends webhooks. */
export const webhookSettings = (): WebhookSettings => getRuntime().webhooks;

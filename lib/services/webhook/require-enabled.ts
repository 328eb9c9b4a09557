import type { webhookEndpoints } from "@/lib/db/schema/webhooks";
import { AppError } from "@/lib/errors";

/** @throws {AppError} `endpoint_disabled`: what is asked for would not be sent. */
export function requireEnabled({
  id,
  status,
}: Pick<typeof webhookEndpoints.$inferSelect, "id" | "status">): void {
  if (status === "enabled") return;
  throw new AppError(
    "endpoint_disabled",
    `The endpoint is switched off, so nothing is sent to it: PATCH /webhook-endpoints/${id} with { "status": "enabled" } first.`,
  );
}

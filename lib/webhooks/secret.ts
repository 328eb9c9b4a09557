import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { PreviousSecret } from "@/lib/db/schema/webhooks";
import type { Seal } from "@/lib/seal";

const BYTES = 32;

/** A new secret, as Standard Webhooks writes them: `whsec_` and base64. */
export function newSecret(): string {
  return `whsec_${randomBytes(BYTES).toString("base64")}`;
}

/** Those that were rotated and sign beside the new one at a time, newest first; sealed. */
export function stillSigning(
  { previousSecrets }: { previousSecrets: readonly PreviousSecret[] },
  at: Date,
): readonly PreviousSecret[] {
  return previousSecrets.filter(({ until }) => new Date(until) > at);
}

/** The same, opened. What was sealed with another key is of no use any more, and left out. */
export function openedPrevious(
  endpoint: { previousSecrets: readonly PreviousSecret[] },
  at: Date,
  seal: Seal,
): PreviousSecret[] {
  return stillSigning(endpoint, at).flatMap(({ secret, until }) => {
    try {
      return [{ secret: seal.open(secret), until }];
    } catch {
      return [];
    }
  });
}

/** The headers of a message (Standard Webhooks), signed with each of the secrets. */
export function signedHeaders(options: {
  id: string;
  at: Date;
  body: string;
  secrets: readonly string[];
}): Record<string, string> {
  const { id, at, body, secrets } = options;
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, at, body));
  return {
    "content-type": "application/json",
    "user-agent": "TicketChain-Webhooks/1",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": signatures.join(" "),
  };
}

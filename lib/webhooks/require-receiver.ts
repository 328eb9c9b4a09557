import { isIP } from "node:net";
import { isLoopbackAddress, isPublicAddress } from "./public-address";
import type { WebhookSettings } from "./settings";

/** Why a receiver can't be told anything; `message` continues a sentence whose subject is its URL. */
export class ReceiverRefused extends Error {
  override readonly name = "ReceiverRefused";
}

type Rules = Pick<WebhookSettings, "allowLoopback" | "resolve">;

/**
 * The address that a receiver is to be reached at. Every address of its name has to be one that is let through, so that no answer of
 * its name server leads into the server's own network.
 * @throws {ReceiverRefused} before any connection is opened.
 */
export async function addressOf(url: URL, rules: Rules): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const addresses = isIP(host) ? [host] : await resolved(host, rules);
  for (const address of addresses) requireAllowed(address, rules);
  const [first] = addresses;
  if (first === undefined) throw new ReceiverRefused(`has a name, ${host}, that leads nowhere`);
  return first;
}

async function resolved(host: string, { resolve }: Rules): Promise<string[]> {
  try {
    return await resolve(host);
  } catch {
    throw new ReceiverRefused(`has a name, ${host}, that can't be resolved`);
  }
}

function requireAllowed(address: string, { allowLoopback }: Rules): void {
  if (isPublicAddress(address) || (allowLoopback && isLoopbackAddress(address))) return;
  throw new ReceiverRefused("leads to an address that is not on the public internet");
}

/**
 * A receiver's URL, if it is one that may be sent to at all.
 * @throws {ReceiverRefused}.
 */
export function parseReceiver(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new ReceiverRefused("must be an http(s) URL, such as https://example.org/webhooks");
  if (url.username || url.password) throw new ReceiverRefused("must have no user name or password in it");
  return url;
}

import { isIP } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { isLoopbackAddress, isPublicAddress } from "./public-address";
import type { WebhookSettings } from "./settings";

/** Why a receiver can't be told anything; `message` continues a sentence whose subject is its URL. */
export class ReceiverRefused extends Error {
  override readonly name = "ReceiverRefused";
}

/** Why a receiver's address isn't known now, which may be otherwise later. */
export class ReceiverUnresolved extends Error {
  override readonly name = "ReceiverUnresolved";
}

type Rules = Pick<WebhookSettings, "allowLoopback" | "resolve">;

const RESOLVE_MS_MAX = 5_000;

/**
 * The addresses that a receiver is to be reached at, one or more. Each has to be one that is let through, so that no answer of its
 * name server leads into the server's own network.
 * @throws {ReceiverRefused | ReceiverUnresolved} before any connection is opened.
 */
export async function addressesOf(url: URL, rules: Rules): Promise<string[]> {
  const host = hostOf(url);
  const addresses = isIP(host) ? [host] : await resolved(host, rules);
  for (const address of addresses) requireAllowed(address, rules);
  if (addresses.length === 0) throw new ReceiverUnresolved(`has a name, ${host}, that leads nowhere`);
  return addresses;
}

async function resolved(host: string, { resolve }: Rules): Promise<string[]> {
  const late = pause(RESOLVE_MS_MAX, null, { ref: false });
  const found = await Promise.race([resolve(host).catch(() => null), late]);
  if (!found) throw new ReceiverUnresolved(`has a name, ${host}, that can't be resolved`);
  return found;
}

function requireAllowed(address: string, { allowLoopback }: Pick<Rules, "allowLoopback">): void {
  if (isPublicAddress(address) || (allowLoopback && isLoopbackAddress(address))) return;
  throw new ReceiverRefused("leads to an address that is not on the public internet");
}

/**
 * A receiver's URL, if it is one that may be sent to at all; where its name leads is another question.
 * @throws {ReceiverRefused}.
 */
export function parseReceiver(text: string, rules: Pick<Rules, "allowLoopback">): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new ReceiverRefused("must be an http(s) URL, such as https://example.org/webhooks");
  if (url.username || url.password) throw new ReceiverRefused("must have no user name or password in it");
  const host = hostOf(url);
  if (isIP(host)) requireAllowed(host, rules);
  return url;
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

import { type Hex, isHex } from "viem";
import { generatePrivateKey } from "viem/accounts";

const KEY = "ticketchain.burner.key";
const CONNECTED = "ticketchain.burner.connected";

/**
 * The burner wallet's private key, made on first use. It lies open in localStorage, where any script of this site can
 * read it: good enough for test money on a chain that lives on one machine, and for nothing else.
 */
export function burnerKey(): Hex {
  const kept = localStorage.getItem(KEY);
  if (kept && isHex(kept) && kept.length === 66) return kept;
  const key = generatePrivateKey();
  localStorage.setItem(KEY, key);
  return key;
}

/** Signing out leaves the key where it is, since tickets may belong to it; only this mark goes. */
export function isBurnerConnected(): boolean {
  return localStorage.getItem(CONNECTED) === "1";
}

export function markBurnerConnected(connected: boolean): void {
  if (connected) localStorage.setItem(CONNECTED, "1");
  else localStorage.removeItem(CONNECTED);
}

import { randomInt } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 40 of 62 letters and digits: 238 bits. */
const LENGTH = 40;
const PREFIX_LENGTH = 11;

/** A new secret key: `tc_` and 40 random letters and digits. */
export function newKey(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length)));
  return `tc_${letters.join("")}`;
}

/** The part of a key that is shown afterwards, to tell keys apart. */
export function keyPrefix(key: string): string {
  return key.slice(0, PREFIX_LENGTH);
}

import { type Address, getAddress, type Hex } from "viem";

/** Hexadecimal digits of a 32-byte word. */
const WORD = 64;

/** The 32-byte word at this place of ABI-encoded data. */
export function wordAt(data: Hex, place: number): Hex {
  const start = 2 + place * WORD;
  const word = data.slice(start, start + WORD);
  if (word.length !== WORD) throw new Error(`A log's data has no word ${place}: ${data.slice(0, 74)}…`);
  return `0x${word}`;
}

export function uintAt(data: Hex, place: number): bigint {
  return BigInt(wordAt(data, place));
}

export function addressAt(data: Hex, place: number): Address {
  return toAddress(wordAt(data, place));
}

/** Checksums are hashes, and logs name the same addresses again and again: viem's own cache costs more than it spares here. */
const ADDRESSES_MAX = 20_000;
const addresses = new Map<string, Address>();

/** The address in a word, of data or of an indexed topic. */
export function toAddress(word: Hex | undefined): Address {
  return checksummed(`0x${word?.slice(26) ?? ""}`);
}

/** An address, in lower case, with its checksum. @throws viem's `InvalidAddressError` */
export function checksummed(address: Hex): Address {
  const known = addresses.get(address);
  if (known) return known;
  if (addresses.size >= ADDRESSES_MAX) addresses.clear();
  const checked = getAddress(address);
  addresses.set(address, checked);
  return checked;
}

/** The number in an indexed topic. */
export function toUint(topic: Hex | undefined): bigint {
  return BigInt(topic ?? "0x");
}

/** The `uint256[]` whose offset stands at this place. */
export function uintsAt(data: Hex, place: number): bigint[] {
  const start = Number(uintAt(data, place)) / 32;
  const length = Number(uintAt(data, start));
  return Array.from({ length }, (_, i) => uintAt(data, start + 1 + i));
}

/** The `bytes` whose offset stands at this place. */
export function bytesAt(data: Hex, place: number): Hex {
  const start = Number(uintAt(data, place)) / 32;
  const digits = Number(uintAt(data, start)) * 2;
  const from = 2 + (start + 1) * WORD;
  return `0x${data.slice(from, from + digits)}`;
}

import { type Address, bytesToHex, getAddress, type Hex, keccak256, stringToBytes } from "viem";

/** Bytes as a wallet's or a UUID's look, the same in every run, and none of them zero: that would be cheaper to send. */
function randomBytes(seed: string, index: number, size: number): Hex {
  const hash = keccak256(stringToBytes(`${seed} ${index}`), "bytes");
  return bytesToHex(hash.slice(0, size).map((byte) => byte || 0x5a));
}

/** The wallet of the n-th attendee. */
export const wallet = (index: number): Address => getAddress(randomBytes("wallet", index, 20));

/** The wallet of the n-th attendee that a ticket goes to later. */
export const newWallet = (index: number): Address => getAddress(randomBytes("new wallet", index, 20));

/** The 16-byte reference of the n-th order. */
export const orderRef = (index: number): Hex => randomBytes("order", index, 16);

/** The salt of the n-th event. */
export const eventSalt = (index: number): Hex => randomBytes("event", index, 32);

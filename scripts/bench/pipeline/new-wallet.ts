import { randomBytes } from "node:crypto";
import { type Address, getAddress } from "viem";

/** An address that nothing was sent to before. */
export function newWallet(): Address {
  return getAddress(`0x${randomBytes(20).toString("hex")}`);
}

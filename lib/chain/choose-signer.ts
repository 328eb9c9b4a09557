import type { Address } from "viem";
import { idToBytes16 } from "../ids";
import type { Chain } from "./chain";

/** The account that a new event is created with and operated by: spread evenly, and the same one whenever it is asked. */
export function chooseSigner({ signers }: Pick<Chain, "signers">, eventId: string): Address {
  const index = Number(BigInt(idToBytes16(eventId)) % BigInt(signers.length));
  return (signers[index] ?? signers[0]).address;
}

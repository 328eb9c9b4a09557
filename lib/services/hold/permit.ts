import type { Address } from "viem";
import { purchasePermitTypes, ticketsDomain } from "@/lib/chain/typed-data";

type PermitParts = {
  chainId: number;
  contract: Address;
  buyer: Address;
  /** The ticket type's number on the chain. */
  ticketType: number;
  quantity: number;
  unitPriceUnits: bigint;
  expiresAt: Date;
  nonce: number;
};

/** The typed data of a hold's permit, as it is signed and as it is answered. */
export function permitOf(parts: PermitParts) {
  return {
    domain: ticketsDomain(parts.chainId, parts.contract),
    types: { PurchasePermit: [...purchasePermitTypes.PurchasePermit] },
    primaryType: "PurchasePermit" as const,
    message: {
      buyer: parts.buyer,
      ticketType: `${parts.ticketType}`,
      quantity: `${parts.quantity}`,
      unitPrice: `${parts.unitPriceUnits}`,
      deadline: `${parts.expiresAt.getTime() / 1000}`,
      nonce: `${parts.nonce}`,
    },
  };
}

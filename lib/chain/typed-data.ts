import type { Address } from "viem";
import { MARKET_ADDRESS } from "./market-address";

/** What an operator signs to let a buyer purchase: EIP-712 types of `EventTickets` (IEventSale). */
export const purchasePermitTypes = {
  PurchasePermit: [
    { name: "buyer", type: "address" },
    { name: "ticketType", type: "uint256" },
    { name: "quantity", type: "uint256" },
    { name: "unitPrice", type: "uint256" },
    { name: "deadline", type: "uint256" },
    { name: "nonce", type: "uint256" },
  ],
} as const;

/** What a holder signs to let anybody move a ticket for them: EIP-712 type of `EventTickets` (IEventTickets). */
export const ticketTransferTypes = {
  TicketTransfer: [
    { name: "tokenId", type: "uint256" },
    { name: "to", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/** What a holder signs to sell a ticket: EIP-712 types of `TicketMarket` (ITicketMarket). */
export const offerTypes = {
  Offer: [
    { name: "tickets", type: "address" },
    { name: "tokenId", type: "uint256" },
    { name: "price", type: "uint256" },
    { name: "currency", type: "address" },
    { name: "expiry", type: "uint256" },
    { name: "nonce", type: "uint256" },
  ],
} as const;

/** What a seller signs to have a listing taken down here. No contract knows it: on the chain it counts for nothing. */
export const listingCancellationTypes = {
  ListingCancellation: [
    { name: "listingId", type: "string" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/** The EIP-712 domain of an event's contract. */
export const ticketsDomain = (chainId: number, contract: Address) =>
  ({ name: "TicketChain", version: "1", chainId, verifyingContract: contract }) as const;

/** The EIP-712 domain of the market. */
export const marketDomain = (chainId: number) =>
  ({ name: "TicketChain Market", version: "1", chainId, verifyingContract: MARKET_ADDRESS }) as const;

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

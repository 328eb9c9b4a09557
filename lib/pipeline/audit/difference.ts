import type { Address, Hash } from "viem";

/** Where a fact stands. */
export type Place = { blockNumber: number; logIndex: number; position: number; name: string };

/** What of an event is compared; its terms are its end, its close of resale and its wallet limit. */
export type EventColumn = "status" | "paused" | "owner" | "operator" | "terms";

/** Something that the database and the chain don't agree about. */
export type Difference =
  | { kind: "fact_missing"; place: Place }
  | { kind: "fact_extra"; place: Place }
  | { kind: "fact_differs"; place: Place; columns: string[] }
  | { kind: "ticket_missing"; contract: Address; tokenId: bigint }
  | { kind: "ticket_extra"; ticketId: string; contract: Address; tokenId: bigint }
  | Unequal<"ticket_differs", { ticketId: string; tokenId: bigint; column: "owner" | "status" | "type" }>
  | Unequal<"supply_differs", { contract: Address }>
  | Unequal<"event_differs", { eventId: string; column: EventColumn }>
  | Unequal<"type_differs", { ticketTypeId: string; column: "supply" | "issued" }>
  | { kind: "order_missing"; contract: Address; nonce: bigint }
  | { kind: "order_extra"; orderId: string }
  | Unequal<
      "order_differs",
      { orderId: string; column: "buyer" | "quantity" | "price" | "transaction" | "strays" }
    >
  | { kind: "action_missing"; actionId: string; status: string }
  | { kind: "action_twice"; actionId: string; txHash: Hash }
  | { kind: "action_unexpected"; actionId: string; status: string; txHash: Hash }
  | { kind: "fact_unasked"; contract: Address; name: string; subject: string; txHash: Hash };

type Unequal<Kind, Which> = Which & { kind: Kind; here: string; onChain: string };

/** The difference in a sentence. */
export function sentenceOf(difference: Difference): string {
  switch (difference.kind) {
    case "fact_missing":
      return `The chain says ${placed(difference.place)}, and the index doesn't have it.`;
    case "fact_extra":
      return `The index has ${placed(difference.place)}, which the chain doesn't say.`;
    case "fact_differs":
      return `The index has ${placed(difference.place)} with another ${difference.columns.join(", ")}.`;
    case "ticket_missing":
      return `Token ${difference.tokenId} of ${difference.contract} has no ticket.`;
    case "ticket_extra":
      return `Ticket ${difference.ticketId} has token ${difference.tokenId} of ${difference.contract}, which was never minted.`;
    case "ticket_differs":
      return `The ${difference.column} of ticket ${difference.ticketId} (token ${difference.tokenId}) is ${unequal(difference)}.`;
    case "supply_differs":
      return `The logs of ${difference.contract} mint ${difference.here} tokens, but its totalSupply is ${difference.onChain}.`;
    case "event_differs":
      return `The ${difference.column} of event ${difference.eventId} is ${unequal(difference)}.`;
    case "type_differs":
      return `What ticket type ${difference.ticketTypeId} has as ${difference.column} is ${difference.here}; it should be ${difference.onChain}.`;
    case "order_missing":
      return `The purchase by permit ${difference.nonce} of ${difference.contract} has no order.`;
    case "order_extra":
      return `Order ${difference.orderId} is of a purchase that never was.`;
    case "order_differs":
      return difference.column === "strays"
        ? `Order ${difference.orderId} lacks purchased tickets or has others: ${difference.here} in all.`
        : `The ${difference.column} of order ${difference.orderId} is ${unequal(difference)}.`;
    case "action_missing":
      return `Action ${difference.actionId} is ${difference.status}, but its transaction didn't do it.`;
    case "action_twice":
      return `Action ${difference.actionId} was done once more in transaction ${difference.txHash}.`;
    case "action_unexpected":
      return `Action ${difference.actionId} is ${difference.status}, yet transaction ${difference.txHash} did it.`;
    case "fact_unasked":
      return `Our account did what no action asks for in transaction ${difference.txHash}: ${difference.name} ${difference.subject} of ${difference.contract}.`;
  }
}

const unequal = ({ here, onChain }: { here: string; onChain: string }) =>
  `${here} here and ${onChain} on the chain`;

const placed = ({ name, blockNumber, logIndex, position }: Place) =>
  `"${name}" in block ${blockNumber} (log ${logIndex}, place ${position})`;

import type { Address } from "viem";
import type { EventRow } from "@/lib/services/event/find";

/** Who holds tickets in custody: the event's contract, which every event with tickets has. */
export function custodian({ id, contractAddress }: Pick<EventRow, "id" | "contractAddress">): Address {
  if (contractAddress) return contractAddress;
  throw new Error(`Event ${id} has tickets, and no contract.`);
}

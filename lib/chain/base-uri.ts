import { type Address, encodeFunctionData, type Hex } from "viem";
import { ticketFactoryAbi } from "./abi/ticket-factory";
import type { Chain } from "./chain";

/** Where the tickets of events that `creator` created say that their metadata is served. */
export function readBaseUri(chain: Chain, creator: Address): Promise<string> {
  return chain.client.readContract({
    abi: ticketFactoryAbi,
    address: chain.factory,
    functionName: "baseURIOf",
    args: [creator],
  });
}

/** Calldata of `TicketFactory.setBaseURI`. */
export function encodeSetBaseUri(baseUri: string): Hex {
  return encodeFunctionData({ abi: ticketFactoryAbi, functionName: "setBaseURI", args: [baseUri] });
}

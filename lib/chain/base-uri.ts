import { encodeFunctionData, type Hex } from "viem";
import { ticketFactoryAbi } from "./abi/ticket-factory";
import type { Chain } from "./chain";

/** Where the tickets of events created by this server say that their metadata is served. */
export function readBaseUri(chain: Chain): Promise<string> {
  return chain.client.readContract({
    abi: ticketFactoryAbi,
    address: chain.factory,
    functionName: "baseURIOf",
    args: [chain.signer.address],
  });
}

/** Calldata of `TicketFactory.setBaseURI`. */
export function encodeSetBaseUri(baseUri: string): Hex {
  return encodeFunctionData({ abi: ticketFactoryAbi, functionName: "setBaseURI", args: [baseUri] });
}

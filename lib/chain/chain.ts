import type { Address, PublicClient } from "viem";
import type { Signer } from "./signer";

/** The chain the server works on, with its contracts' addresses. Made once by `openChain`. */
export type Chain = {
  chainId: number;
  name: string;
  rpcUrl: string;
  nativeSymbol: string;
  /** Block explorer's origin without a trailing slash; null on chains that have none. */
  explorerUrl: string | null;
  client: PublicClient;
  /** The server's accounts; each event belongs to one of them. */
  signers: readonly [Signer, ...Signer[]];
  /** The TicketFactory, at the address that follows from its bytecode. */
  factory: Address;
  /** Where an event's contract is or will be: known before it is deployed. */
  eventAddress(options: { owner: Address; creator: Address; eventId: string }): Address;
};

import type { Address, PublicClient } from "viem";
import type { NodeReport } from "./rpc/node-health";
import type { Signer } from "./signer";

/** The chain's nodes, for requests of strangers. */
export type OpenRpc = {
  /** They may hold keys: nothing of them may be answered. */
  urls: readonly string[];
  /** @throws viem's `RpcRequestError` for what a node refuses, other errors when none can be asked. */
  request(call: { method: string; params?: unknown }): Promise<unknown>;
};

/** An ERC-20, by the symbol it has here. */
export type Token = { symbol: string; decimals: number; address: Address };

/** The chain the server works on, with its contracts' addresses. Made once by `openChain`. */
export type Chain = {
  chainId: number;
  name: string;
  /** Of the preferred node. */
  rpcUrl: string;
  nativeSymbol: string;
  /** ERC-20s that events may be priced in. */
  tokens: readonly Token[];
  /** Block explorer's origin without a trailing slash; null on chains that have none. */
  explorerUrl: string | null;
  client: PublicClient;
  /** The server's accounts; each event belongs to one of them. */
  signers: readonly [Signer, ...Signer[]];
  openRpc: OpenRpc;
  /** How each node is doing, by host. */
  describeNodes(): NodeReport[];
  /** The TicketFactory, at the address that follows from its bytecode. */
  factory: Address;
  /** Where an event's contract is or will be: known before it is deployed. */
  eventAddress(options: { owner: Address; creator: Address; eventId: string }): Address;
};

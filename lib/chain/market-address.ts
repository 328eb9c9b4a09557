import { type Address, getContractAddress } from "viem";
import { FACTORY_ADDRESS } from "./factory-address";

/** The factory deploys the market of all its events in its constructor, after the implementation: its second creation. */
export const MARKET_ADDRESS: Address = getContractAddress({ from: FACTORY_ADDRESS, nonce: 2n });

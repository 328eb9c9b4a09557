import {
  type Address,
  encodeAbiParameters,
  getContractAddress,
  type Hex,
  keccak256,
  parseAbiParameters,
} from "viem";
import { ticketFactoryBytecode } from "../../lib/chain/abi/ticket-factory-bytecode";
import { FACTORY_ADDRESS } from "../../lib/chain/factory-address";

/** Changes with any byte of the contracts, and with it every address. */
export const INIT_CODE_HASH: Hex = keccak256(ticketFactoryBytecode);

/** A contract's first creation has nonce 1 (EIP-161). */
const createdByFactory = (nonce: bigint) => getContractAddress({ from: FACTORY_ADDRESS, nonce });
const implementation = createdByFactory(1n);
const market = createdByFactory(2n);

const oneAddress = (address: Address) => encodeAbiParameters(parseAbiParameters("address"), [address]);

export type DeployedContract = {
  name: string;
  address: Address;
  /** What the constructor was given, ABI-encoded. */
  constructorArguments: Hex;
};

/** What the factory's constructor creates; `getter` is the factory's function that tells where it stands. */
export const createdContracts = [
  {
    name: "EventTickets",
    getter: "implementation",
    address: implementation,
    constructorArguments: oneAddress(market),
  },
  {
    name: "TicketMarket",
    getter: "market",
    address: market,
    constructorArguments: oneAddress(implementation),
  },
] as const satisfies readonly (DeployedContract & { getter: string })[];

/** What one deployment leaves on a chain: at the same addresses on every chain. */
export const deployedContracts: readonly DeployedContract[] = [
  { name: "TicketFactory", address: FACTORY_ADDRESS, constructorArguments: "0x" },
  ...createdContracts,
];

/** The code of every event, as nodes return it: an ERC-1167 clone, which hands each call to the implementation. */
export const eventCode: Hex = `0x363d3d373d3d3d363d73${implementation.slice(2).toLowerCase()}5af43d82803e903d91602b57fd5bf3`;

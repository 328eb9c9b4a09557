import { type Address, concat, getContractAddress, type Hex, keccak256 } from "viem";
import { ticketFactoryBytecode } from "../../lib/chain/abi/ticket-factory-bytecode";
import { FACTORY_ADDRESS } from "../../lib/chain/factory-address";

/** What the factory's constructor creates, in this order, and the factory's function that tells where it stands. */
export const CREATED_BY_FACTORY = [{ name: "EventTickets", getter: "implementation" }] as const;

/** Changes with any byte of the contracts, and with it every address. */
export const INIT_CODE_HASH: Hex = keccak256(ticketFactoryBytecode);

export type DeployedContract = { name: string; address: Address };

/** What one deployment leaves on a chain: the same addresses on every chain. */
export const deployedContracts: readonly DeployedContract[] = [
  { name: "TicketFactory", address: FACTORY_ADDRESS },
  ...CREATED_BY_FACTORY.map(({ name }, index) => ({
    name,
    // A contract's first creation has nonce 1 (EIP-161).
    address: getContractAddress({ from: FACTORY_ADDRESS, nonce: BigInt(index + 1) }),
  })),
];

/** The code of every event: an ERC-1167 clone, which hands each call to the implementation. */
export const eventCode: Hex = concat([
  "0x363d3d373d3d3d363d73",
  addressOf("EventTickets"),
  "0x5af43d82803e903d91602b57fd5bf3",
]);

function addressOf(name: string): Address {
  const found = deployedContracts.find((contract) => contract.name === name);
  if (!found) throw new Error(`${name} is not among the deployed contracts`);
  return found.address;
}

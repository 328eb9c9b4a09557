import { type Address, getContractAddress, type Hex, zeroHash } from "viem";
import { ticketFactoryBytecode } from "./abi/ticket-factory-bytecode";

/**
 * The deployer that stands at this address on nearly every chain, anvil's included. It deploys by CREATE2, so the
 * factory's address follows from its bytecode and nobody has to configure it.
 */
export const CREATE2_DEPLOYER: Address = "0x4e59b44847b379578588920cA78FbF26c0B4956C";

export const FACTORY_SALT: Hex = zeroHash;

/** Where the TicketFactory stands, or will stand, on every chain. */
export const FACTORY_ADDRESS: Address = getContractAddress({
  opcode: "CREATE2",
  from: CREATE2_DEPLOYER,
  salt: FACTORY_SALT,
  bytecode: ticketFactoryBytecode,
});

import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { concat } from "viem";
import { ticketFactoryBytecode } from "../../lib/chain/abi/ticket-factory-bytecode";
import { CREATE2_DEPLOYER, FACTORY_ADDRESS, FACTORY_SALT } from "../../lib/chain/factory-address";
import { INIT_CODE_HASH } from "./deployed-contracts";

/** Named for the bytes it deploys, so that a chain's records keep every version that was ever deployed there. */
export const MODULE_ID = `TicketChain_${INIT_CODE_HASH.slice(2, 10)}`;

/**
 * Deploys the factory as the app does at boot, through the CREATE2 deployer, and records it with what it created.
 * Where it stands already, whoever sent it, it is only recorded: the deployer would refuse to create it again.
 */
export function deploymentModule({ factoryStands }: { factoryStands: boolean }) {
  return buildModule(MODULE_ID, (m) => {
    const initCode = concat([FACTORY_SALT, ticketFactoryBytecode]);
    const after = factoryStands ? [] : [m.send("create", CREATE2_DEPLOYER, 0n, initCode)];
    const factory = m.contractAt("TicketFactory", FACTORY_ADDRESS, { after });
    const implementation = m.contractAt("EventTickets", m.staticCall(factory, "implementation"));
    return { factory, implementation };
  });
}

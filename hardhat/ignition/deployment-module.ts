import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { concat } from "viem";
import { ticketFactoryBytecode } from "../../lib/chain/abi/ticket-factory-bytecode";
import { CREATE2_DEPLOYER, FACTORY_ADDRESS, FACTORY_SALT } from "../../lib/chain/factory-address";
import { createdContracts, INIT_CODE_HASH } from "./deployed-contracts";

/** Named for the bytes it deploys, so that a chain's record keeps every version that was ever deployed there. */
export const MODULE_ID = `TicketChain_${INIT_CODE_HASH.slice(2, 10)}`;

const CREATION = "create";
/** The transaction's name in the record. */
export const CREATION_ID = `${MODULE_ID}#${CREATION}`;

/**
 * Deploys the factory as the app does at boot, through the CREATE2 deployer, and records it with what it created.
 * With `sends` false it is only recorded: where it stands already, the deployer refuses to create it again.
 */
export function deploymentModule({ sends }: { sends: boolean }) {
  return buildModule(MODULE_ID, (m) => {
    const data = concat([FACTORY_SALT, ticketFactoryBytecode]);
    const after = sends ? [m.send(CREATION, CREATE2_DEPLOYER, 0n, data)] : [];
    const factory = m.contractAt("TicketFactory", FACTORY_ADDRESS, { after });
    // The factory is asked, so the record holds what stands there and not what we think.
    const created = createdContracts.map(({ name, getter }) => [
      getter,
      m.contractAt(name, m.staticCall(factory, getter)),
    ]);
    return { factory, ...Object.fromEntries(created) };
  });
}

import { network } from "hardhat";
import { concat, type Hex } from "viem";
import { ticketFactoryBytecode } from "../../lib/chain/abi/ticket-factory-bytecode";
import { CREATE2_DEPLOYER, FACTORY_SALT } from "../../lib/chain/factory-address";
import { CREATE2_DEPLOYER_SENDER, CREATE2_DEPLOYER_TRANSACTION } from "./create2-deployer";
import { type DeployedContract, deployedContracts } from "./deployed-contracts";

/** An in-memory chain of this id with the CREATE2 deployer in its place, as public chains have it. */
export async function createReferenceChain(chainId: number) {
  const connection = await network.create({ network: "default", override: { chainId } });
  const client = await connection.viem.getPublicClient();
  await connection.networkHelpers.setBalance(CREATE2_DEPLOYER_SENDER, 10n ** 16n);
  const hash = await client.sendRawTransaction({ serializedTransaction: CREATE2_DEPLOYER_TRANSACTION });
  await client.waitForTransactionReceipt({ hash });
  return { connection, client };
}

/**
 * The code that the committed bytecode leaves on a chain of this id. Found by deploying it, so that it has in it what
 * constructors write there, such as the chain's id.
 */
export async function referenceCode(chainId: number): Promise<(DeployedContract & { code: Hex })[]> {
  const { connection, client } = await createReferenceChain(chainId);
  const [wallet] = await connection.viem.getWalletClients();
  if (!wallet) throw new Error("the in-memory chain has no wallet");
  const data = concat([FACTORY_SALT, ticketFactoryBytecode]);
  const hash = await wallet.sendTransaction({ to: CREATE2_DEPLOYER, data });
  await client.waitForTransactionReceipt({ hash });
  return Promise.all(
    deployedContracts.map(async (contract) => {
      const code = await client.getCode({ address: contract.address });
      if (!code) throw new Error(`the factory does not create ${contract.name} at ${contract.address}`);
      return { ...contract, code };
    }),
  );
}

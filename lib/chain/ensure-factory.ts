import { concat, type PublicClient } from "viem";
import { ticketFactoryBytecode } from "./abi/ticket-factory-bytecode";
import { CREATE2_DEPLOYER, FACTORY_ADDRESS, FACTORY_SALT } from "./factory-address";
import type { Signer } from "./signer";

/**
 * Deploys the TicketFactory where it is missing; does nothing where it stands.
 * Where the pipeline is running, `signer` must not be one of its own, whose nonces it alone hands out.
 * @throws when the chain lacks the CREATE2 deployer or the deployer has no funds.
 */
export async function ensureFactory(client: PublicClient, signer: Signer): Promise<void> {
  if (await client.getCode({ address: FACTORY_ADDRESS })) return;
  if (!(await client.getCode({ address: CREATE2_DEPLOYER }))) {
    throw new Error(
      `The chain has no CREATE2 deployer at ${CREATE2_DEPLOYER}: deploy that first (EIP-7955 or Arachnid's).`,
    );
  }
  const data = concat([FACTORY_SALT, ticketFactoryBytecode]);
  const [nonce, gas, fees, chainId] = await Promise.all([
    client.getTransactionCount({ address: signer.address }),
    client.estimateGas({ account: signer.address, to: CREATE2_DEPLOYER, data }),
    client.estimateFeesPerGas(),
    client.getChainId(),
  ]);
  const serializedTransaction = await signer.sign({
    type: "eip1559",
    chainId,
    nonce,
    gas,
    to: CREATE2_DEPLOYER,
    data,
    ...fees,
  });
  const hash = await client.sendRawTransaction({ serializedTransaction });
  const receipt = await client.waitForTransactionReceipt({ hash });
  if (receipt.status !== "success")
    throw new Error(`Deploying the TicketFactory reverted (transaction ${hash}).`);
}

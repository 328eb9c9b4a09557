import { HardhatPluginError } from "hardhat/plugins";
import type { Address, PublicClient } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { ticketFactoryBytecode } from "../../lib/chain/abi/ticket-factory-bytecode";
import { CREATE2_DEPLOYER, FACTORY_ADDRESS } from "../../lib/chain/factory-address";
import { LOCAL_CHAIN_ID } from "../../lib/env";
import { deploymentModule } from "./deployment-module";

/** Hardhat prints the message of such an error, and no stack. */
const refusal = (message: string) => new HardhatPluginError("TicketChain", message);

/** The accounts that anvil and Hardhat hand to everybody. */
const publishedAccounts = Array.from({ length: 20 }, (_, addressIndex) =>
  mnemonicToAccount("test test test test test test test test test test test junk", {
    addressIndex,
  }).address.toLowerCase(),
);

type Deployment = {
  client: PublicClient;
  /** The factory's creation bytecode, as the sources compile now. */
  compiled: string;
  /** Accounts that the network can sign with. */
  senders: readonly Address[];
  /** Whether an earlier run may have sent the transaction already, see `wasBegun`. */
  begun: boolean;
};

/**
 * Looks at the chain and at what was compiled, and says what is left to deploy.
 * @throws a sentence with the fix when the deployment would go wrong; nothing was sent then.
 */
export async function prepareDeployment({ client, compiled, senders, begun }: Deployment) {
  requireCommittedBytecode(compiled);
  await requireOwnKey(client, senders);
  const factoryStands = await hasCode(client, FACTORY_ADDRESS);
  if (!factoryStands) {
    await requireDeployer(client);
    await requireFunds(client, senders);
  }
  return deploymentModule({ sends: begun || !factoryStands });
}

function requireCommittedBytecode(compiled: string): void {
  if (compiled === ticketFactoryBytecode) return;
  throw refusal(
    "The contracts compile to other bytes than those in lib/chain/abi, so the app would look for them elsewhere. " +
      "Run `npm run contracts:build`, commit the result, and deploy that.",
  );
}

async function requireOwnKey(client: PublicClient, senders: readonly Address[]): Promise<void> {
  const chainId = await client.getChainId();
  const published = senders.find((sender) => publishedAccounts.includes(sender.toLowerCase()));
  if (chainId === LOCAL_CHAIN_ID || !published) return;
  throw refusal(
    `DEPLOYER_PRIVATE_KEY is the key of ${published}, one of anvil's published accounts, which anybody can use: ` +
      `on chain ${chainId}, set a key of your own.`,
  );
}

async function requireDeployer(client: PublicClient): Promise<void> {
  if (await hasCode(client, CREATE2_DEPLOYER)) return;
  throw refusal(
    `The chain has no CREATE2 deployer at ${CREATE2_DEPLOYER}. Anybody can put it there with a transaction that ` +
      'is signed already: see "A chain without the CREATE2 deployer" in docs/deployments.md.',
  );
}

async function requireFunds(client: PublicClient, [sender]: readonly Address[]): Promise<void> {
  if (!sender) throw refusal("The network has no account to deploy with.");
  if ((await client.getBalance({ address: sender })) > 0n) return;
  throw refusal(
    `${sender} would pay for the deployment, but has nothing on chain ${await client.getChainId()}.`,
  );
}

async function hasCode(client: PublicClient, address: Address): Promise<boolean> {
  return (await client.getCode({ address })) !== undefined;
}

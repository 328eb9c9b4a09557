import { parseArgs } from "node:util";
import { artifacts, network } from "hardhat";
import { prepareDeployment } from "../prepare-deployment";
import { wasBegun } from "../records";

// A module can't ask the chain what it already has, nor is it told which record it is run for: both are found out here,
// before there is one.
const { viem } = await network.create();
const client = await viem.getPublicClient();
const wallets = await viem.getWalletClients();
const { bytecode } = await artifacts.readArtifact("TicketFactory");
const { values } = parseArgs({ strict: false, options: { "deployment-id": { type: "string" } } });
const record = values["deployment-id"] ?? `chain-${await client.getChainId()}`;

export default await prepareDeployment({
  client,
  compiled: bytecode,
  senders: wallets.map(({ account }) => account.address),
  begun: await wasBegun(String(record)),
});

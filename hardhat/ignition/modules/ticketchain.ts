import { artifacts, network } from "hardhat";
import { prepareDeployment } from "../prepare-deployment";

// A module can't ask the chain what it already has, so that is asked here, before there is one.
const { viem } = await network.create();
const wallets = await viem.getWalletClients();
const { bytecode } = await artifacts.readArtifact("TicketFactory");

export default await prepareDeployment({
  client: await viem.getPublicClient(),
  compiled: bytecode,
  senders: wallets.map(({ account }) => account.address),
});

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { before, describe, it } from "node:test";
import { artifacts, network } from "hardhat";
import { getContract, numberToHex, parseEther } from "viem";
import { generatePrivateKey, privateKeyToAddress } from "viem/accounts";
import { z } from "zod";
import { ticketFactoryAbi } from "../../lib/chain/abi/ticket-factory";
import { ensureFactory } from "../../lib/chain/ensure-factory";
import { FACTORY_ADDRESS } from "../../lib/chain/factory-address";
import { localSigner } from "../../lib/chain/signer";
import { ANVIL_ORGANISER_KEY, LOCAL_CHAIN_ID } from "../../lib/env";
import { CREATE2_DEPLOYER_SENDER, CREATE2_DEPLOYER_TRANSACTION } from "../ignition/create2-deployer";
import { eventCode } from "../ignition/deployed-contracts";
import { prepareDeployment } from "../ignition/prepare-deployment";
import { createReferenceChain } from "../ignition/reference-chain";
import { defaultConfig, defaultTypes } from "../support/world";

const SEPOLIA = 11_155_111;
/** EIP-7825: no transaction may ask for more. */
const GAS_MAX = 2n ** 24n;

const repository = path.resolve(import.meta.dirname, "../..");
const readText = (file: string) => readFile(path.join(repository, file), "utf8");
const recordSchema = z.object({ contracts: z.record(z.string(), z.object({ address: z.string() })) });

const { bytecode: compiled } = await artifacts.readArtifact("TicketFactory");
const ownAccount = privateKeyToAddress(generatePrivateKey());

/** A chain as public ones are, and a deployment to it as the command makes it. */
async function createChain(chainId = LOCAL_CHAIN_ID) {
  const { connection, client } = await createReferenceChain(chainId);
  await connection.networkHelpers.setBalance(ownAccount, parseEther("1"));
  const [wallet] = await connection.viem.getWalletClients();
  assert.ok(wallet);
  const deploy = async () => {
    const deployment = await prepareDeployment({ client, compiled, senders: [ownAccount], begun: false });
    const contracts = await connection.ignition.deploy(deployment);
    return Object.values(contracts).map(({ address }) => address);
  };
  return { client, wallet, deploy };
}

describe("deployment by Ignition", () => {
  let recorded: string[] = [];
  before(async () => {
    const { contracts } = recordSchema.parse(JSON.parse(await readText("hardhat/deployments.json")));
    recorded = Object.values(contracts).map(({ address }) => address);
  });

  for (const chainId of [LOCAL_CHAIN_ID, SEPOLIA]) {
    it(`puts every contract at its recorded address on chain ${chainId}`, async () => {
      const { client, deploy } = await createChain(chainId);
      assert.deepEqual((await deploy()).toSorted(), recorded.toSorted());
      assert.ok(recorded.includes(FACTORY_ADDRESS));
      for (const address of recorded.map((text) => z.templateLiteral(["0x", z.string()]).parse(text))) {
        assert.ok(await client.getCode({ address }), `nothing stands at ${address}`);
      }
    });
  }

  it("leaves a factory whose events have the code that an event is compared with", async () => {
    const { client, wallet, deploy } = await createChain();
    await deploy();
    const factory = getContract({
      address: FACTORY_ADDRESS,
      abi: ticketFactoryAbi,
      client: { public: client, wallet },
    });
    const salt = numberToHex(1, { size: 32 });
    const owner = ownAccount;
    const event = await factory.read.predictEvent([owner, wallet.account.address, salt]);
    await factory.write.createEvent([owner, salt, defaultConfig, defaultTypes]);
    assert.equal(await client.getCode({ address: event }), eventCode);
  });

  it("asks for less gas than one transaction may have", async () => {
    const { client, deploy } = await createChain();
    await deploy();
    const { transactions } = await client.getBlock({ includeTransactions: true });
    const gas = transactions.map((transaction) => transaction.gas);
    assert.equal(gas.length, 1);
    assert.ok(
      gas.every((asked) => asked < GAS_MAX),
      `asks for ${gas} gas`,
    );
  });

  it("done again sends nothing and finds the same", async () => {
    const { client, deploy } = await createChain();
    const first = await deploy();
    const block = await client.getBlockNumber();
    assert.deepEqual(await deploy(), first);
    assert.equal(await client.getBlockNumber(), block);
  });

  it("recognises what the app deployed at its start, and the app what Ignition did", async () => {
    const byApp = await createChain();
    await ensureFactory(byApp.client, localSigner(ANVIL_ORGANISER_KEY));
    const byIgnition = await createChain();
    const addresses = await byIgnition.deploy();

    const blocks = () => Promise.all([byApp.client.getBlockNumber(), byIgnition.client.getBlockNumber()]);
    const before = await blocks();
    assert.deepEqual(await byApp.deploy(), addresses);
    await ensureFactory(byIgnition.client, localSigner(ANVIL_ORGANISER_KEY));
    assert.deepEqual(await blocks(), before);
  });
});

describe("a deployment that would go wrong", () => {
  it("is refused on a chain without the CREATE2 deployer, with the way to get it", async () => {
    const { viem } = await network.create();
    const prepared = prepareDeployment({
      client: await viem.getPublicClient(),
      compiled,
      senders: [ownAccount],
      begun: false,
    });
    await assert.rejects(prepared, /no CREATE2 deployer .* "A chain without the CREATE2 deployer"/s);

    const guide = await readText("docs/deployments.md");
    for (const part of [
      "## A chain without the CREATE2 deployer",
      CREATE2_DEPLOYER_TRANSACTION,
      CREATE2_DEPLOYER_SENDER,
    ]) {
      assert.ok(guide.includes(part), `docs/deployments.md lacks ${part}`);
    }
  });

  it("is refused with a key that everybody knows, but on the local chain", async () => {
    const senders = [ownAccount, privateKeyToAddress(ANVIL_ORGANISER_KEY)];
    const sepolia = await createChain(SEPOLIA);
    const refused = prepareDeployment({ client: sepolia.client, compiled, senders, begun: false });
    await assert.rejects(refused, /one of anvil's published accounts/);
    const local = await createChain();
    await prepareDeployment({ client: local.client, compiled, senders, begun: false });
  });

  it("is refused when nobody can pay for it", async () => {
    const { client } = await createChain();
    const poor = privateKeyToAddress(generatePrivateKey());
    const refused = prepareDeployment({ client, compiled, senders: [poor], begun: false });
    await assert.rejects(refused, new RegExp(`${poor} would pay .* has nothing on chain ${LOCAL_CHAIN_ID}`));
  });

  it("is refused when the sources compile to other bytes than the app has", async () => {
    const { client } = await createChain();
    const changed = prepareDeployment({
      client,
      compiled: `${compiled}00`,
      senders: [ownAccount],
      begun: false,
    });
    await assert.rejects(changed, /npm run contracts:build/);
  });
});

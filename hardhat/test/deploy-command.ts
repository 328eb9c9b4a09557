import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Instance } from "prool";
import { createTestClient, http, publicActions } from "viem";
import { foundry } from "viem/chains";
import { FACTORY_ADDRESS } from "../../lib/chain/factory-address";
import { anvilBinary } from "../../lib/runtime/anvil-binary";
import { freePort } from "../../lib/runtime/free-port";
import { repository } from "../../scripts/lib/repository";
import { runCommand } from "../../scripts/lib/run-command";
import { deployedContracts } from "../ignition/deployed-contracts";
import { MODULE_ID } from "../ignition/deployment-module";
import { recordsFolder } from "../ignition/records";

const port = await freePort();
const rpcUrl = `http://127.0.0.1:${port}`;
const client = createTestClient({ mode: "anvil", chain: foundry, transport: http(rpcUrl) }).extend(
  publicActions,
);

const expected = Object.fromEntries(
  deployedContracts.map(({ name, address }) => [`${MODULE_ID}#${name}`, address]),
);
const recordOf = (name: string) => `test-${port}-${name}`;
const recorded = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(path.join(recordsFolder, recordOf(name), "deployed_addresses.json"), "utf8"));

const deployArguments = (name: string) => [
  ...["--config", "hardhat/hardhat.config.ts", "--network", "embedded"],
  ...["ignition", "deploy", "hardhat/ignition/modules/ticketchain.ts", "--deployment-id", recordOf(name)],
];
const checkChain = () => runCommand(["tsx", "scripts/check-chain.ts", "--rpc", rpcUrl], { quiet: true });

/** The commands of docs/deployments.md, on a chain such as the app starts. */
describe("the commands", () => {
  let dataDir = "";
  let anvil = Instance.anvil({ binary: anvilBinary(), port });
  const records: string[] = [];
  before(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), "ticketchain-deploy-"));
    await writeFile(path.join(dataDir, "anvil.json"), JSON.stringify({ port }));
  });
  beforeEach(async () => {
    anvil = Instance.anvil({ binary: anvilBinary(), port });
    await anvil.start();
  });
  afterEach(() => anvil.stop());
  after(async () => {
    for (const folder of [dataDir, ...records]) await rm(folder, { recursive: true, force: true });
  });

  const deploy = async (name: string): Promise<string> => {
    records.push(path.join(recordsFolder, recordOf(name)));
    const { ok, output } = await runCommand(["hardhat", ...deployArguments(name)], {
      quiet: true,
      env: { DATA_DIR: dataDir },
    });
    assert.ok(ok, output);
    return output;
  };

  /** Starts to deploy, and ends it the hard way as soon as its transaction waits to be mined. */
  const deployAndDie = async (name: string): Promise<void> => {
    const hardhat = path.join(repository, "node_modules/.bin/hardhat");
    const child = spawn(process.execPath, [hardhat, ...deployArguments(name)], {
      cwd: repository,
      env: { ...process.env, DATA_DIR: dataDir },
      stdio: "ignore",
    });
    const ended = once(child, "exit");
    while (child.exitCode === null && (await client.getTxpoolStatus()).pending === 0) await sleep(50);
    child.kill("SIGKILL");
    assert.deepEqual(await ended, [null, "SIGKILL"]);
  };

  it("deploy and record, and find everything done when they are run again", async () => {
    await deploy("first");
    assert.deepEqual(await recorded("first"), expected);
    const block = await client.getBlockNumber();
    assert.match(await deploy("first"), /Nothing new to deploy/);
    await deploy("second");
    assert.deepEqual(await recorded("second"), expected);
    assert.equal(await client.getBlockNumber(), block);
  });

  it("go on with a deployment that was killed when its transaction was sent", async () => {
    await client.setAutomine(false);
    await deployAndDie("killed");
    await client.mine({ blocks: 1 });
    await client.setAutomine(true);
    const block = await client.getBlockNumber();
    await deploy("killed");
    assert.deepEqual(await recorded("killed"), expected);
    assert.equal(await client.getBlockNumber(), block);
  });

  it("compare what stands on a chain with the sources", async () => {
    const missing = await checkChain();
    const nothing = missing.output.match(/nothing stands there/g) ?? [];
    assert.deepEqual([missing.ok, nothing.length], [false, deployedContracts.length]);

    await deploy("checked");
    const same = await checkChain();
    assert.ok(same.ok, same.output);

    await client.setCode({ address: FACTORY_ADDRESS, bytecode: "0x6001" });
    const other = await checkChain();
    assert.ok(!other.ok && other.output.includes("other code"), other.output);
  });
});

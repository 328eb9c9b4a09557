import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { Instance } from "prool";
import { createTestClient, http, publicActions } from "viem";
import { foundry } from "viem/chains";
import { FACTORY_ADDRESS } from "../../lib/chain/factory-address";
import { anvilBinary } from "../../lib/runtime/anvil-binary";
import { freePort } from "../../lib/runtime/free-port";
import { runCommand } from "../../scripts/lib/run-command";
import { deployedContracts } from "../ignition/deployed-contracts";
import { MODULE_ID } from "../ignition/deployment-module";

const folder = path.resolve(import.meta.dirname, "../ignition/deployments");
const port = await freePort();
const rpcUrl = `http://127.0.0.1:${port}`;
const client = createTestClient({ mode: "anvil", chain: foundry, transport: http(rpcUrl) }).extend(
  publicActions,
);
const anvil = Instance.anvil({ binary: anvilBinary(), port });

/** The commands of docs/deployments.md, on a chain that the app would have started. */
describe("the commands", () => {
  let dataDir = "";
  before(async () => {
    await anvil.start();
    dataDir = await mkdtemp(path.join(tmpdir(), "ticketchain-deploy-"));
    await writeFile(path.join(dataDir, "anvil.json"), JSON.stringify({ port }));
  });
  after(async () => {
    await anvil.stop();
    await rm(dataDir, { recursive: true, force: true });
    for (const name of ["first", "second"])
      await rm(path.join(folder, record(name)), { recursive: true, force: true });
  });

  const record = (name: string) => `test-${port}-${name}`;
  const deploy = (name: string) =>
    runCommand(
      [
        "hardhat",
        ...["--config", "hardhat/hardhat.config.ts", "--network", "embedded"],
        ...["ignition", "deploy", "hardhat/ignition/modules/ticketchain.ts", "--deployment-id", record(name)],
      ],
      { quiet: true, env: { DATA_DIR: dataDir } },
    );
  const recorded = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(folder, record(name), "deployed_addresses.json"), "utf8"));
  const checkChain = (...more: string[]) =>
    runCommand(["tsx", "scripts/check-chain.ts", "--rpc", rpcUrl, ...more], { quiet: true });
  const expected = Object.fromEntries(
    deployedContracts.map(({ name, address }) => [`${MODULE_ID}#${name}`, address]),
  );

  it("deploy and record, and find everything done when they are run again", async () => {
    const missing = await checkChain();
    assert.deepEqual(
      [missing.ok, missing.output.match(/nothing stands there/g)?.length],
      [false, deployedContracts.length],
    );

    const first = await deploy("first");
    assert.ok(first.ok, first.output);
    assert.deepEqual(await recorded("first"), expected);
    const block = await client.getBlockNumber();
    const again = await deploy("first");
    assert.ok(again.ok && again.output.includes("Nothing new to deploy"), again.output);
    const elsewhere = await deploy("second");
    assert.ok(elsewhere.ok, elsewhere.output);
    assert.deepEqual(await recorded("second"), expected);
    assert.equal(await client.getBlockNumber(), block);

    const same = await checkChain();
    assert.ok(same.ok, same.output);
  });

  it("tell when something else stands where a contract should", async () => {
    await client.setCode({ address: FACTORY_ADDRESS, bytecode: "0x6001" });
    const other = await checkChain();
    assert.ok(!other.ok && other.output.includes("other code"), other.output);
  });
});

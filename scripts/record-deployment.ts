/**
 * Writes hardhat/deployments.json: where the contracts stand on every chain, what they were compiled with, and the
 * public chains that Ignition's records say we deployed them to. With `--check` it writes nothing and exits 1 when the
 * committed file is stale, or a record tells of another address.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { keccak256 } from "viem";
import { CREATE2_DEPLOYER, FACTORY_SALT } from "../lib/chain/factory-address";
import { compileContracts } from "./lib/compiled-contracts";
import { repository } from "./lib/repository";

const FILE = "hardhat/deployments.json";

const { hre, read, compilerVersion } = await compileContracts();
const { deployedContracts } = await import("../hardhat/ignition/deployed-contracts");
const { chainsDeployedTo } = await import("../hardhat/ignition/records");

const [compiler] = hre.config.solidity.profiles.production?.compilers ?? [];
const { evmVersion, viaIR, optimizer, metadata } = compiler?.settings ?? {};
const contracts: Record<string, unknown> = {};
for (const { name, address, constructorArguments } of deployedContracts) {
  const creationCodeHash = keccak256((await read(name)).bytecode);
  contracts[name] = { address, creationCodeHash, constructorArguments };
}
const record = {
  create2Deployer: CREATE2_DEPLOYER,
  salt: FACTORY_SALT,
  contracts,
  compiler: {
    version: await compilerVersion("TicketFactory"),
    settings: { evmVersion, viaIR, optimizer, metadata },
  },
  chains: await chainsDeployedTo(),
};
const text = `${JSON.stringify(record, null, 2)}\n`;
const file = join(repository, FILE);

if (!process.argv.includes("--check")) await writeFile(file, text);
else if ((await readFile(file, "utf8").catch(() => null)) !== text) {
  console.error(`Stale: ${FILE}. Run \`npm run contracts:record\` and commit the result.`);
  process.exitCode = 1;
}

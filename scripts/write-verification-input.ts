/**
 * `npm run contracts:verification-input`: writes what an explorer's form for source verification takes, solc's
 * "standard JSON input", and prints the other fields of that form.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { compileContracts } from "./lib/compiled-contracts";
import { repository } from "./lib/repository";

const FILE = "artifacts/verification-input.json";

const { compilerVersion } = await compileContracts();
const { deployedContracts } = await import("../hardhat/ignition/deployed-contracts");
const { verificationInput } = await import("../hardhat/ignition/verification-input");

const file = join(repository, FILE);
await mkdir(dirname(file), { recursive: true });
await writeFile(file, JSON.stringify(await verificationInput()));

console.log(`standard JSON input  ${FILE}`);
console.log(`compiler version     v${await compilerVersion("TicketFactory")}`);
for (const { name, address, constructorArguments } of deployedContracts) {
  console.log(`\n${address}`);
  console.log(`  contract              project/contracts/${name}.sol:${name}`);
  console.log(
    `  constructor arguments ${constructorArguments === "0x" ? "none" : constructorArguments.slice(2)}`,
  );
}

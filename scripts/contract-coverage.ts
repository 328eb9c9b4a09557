/**
 * `npm run coverage:contracts`: which lines and statements of the contracts the TypeScript tests reach. Ends with 1 unless it
 * is all of them. The tests of deployment are left out: they compare bytes, which coverage changes.
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "./lib/repository";
import { runCommand } from "./lib/run-command";

const LEFT_OUT = ["deploy.ts", "deploy-command.ts", "verification-input.ts", "gas.ts"];

const files = (await readdir(join(repository, "hardhat/test"))).filter((file) => !LEFT_OUT.includes(file));
const { ok, output } = await runCommand([
  "hardhat",
  ...["--config", "hardhat/hardhat.config.ts", "test", "nodejs", "--coverage"],
  ...files.map((file) => `hardhat/test/${file}`),
]);

const folders = ["contracts", "contracts/base", "contracts/libraries"];
const sources = (
  await Promise.all(
    folders.map(async (folder) => (await readdir(join(repository, folder))).map((f) => `${folder}/${f}`)),
  )
)
  .flat()
  .filter((file) => file.endsWith(".sol"));
const rows = [...output.matchAll(/║ (contracts\/(?!test\/)\S+)\s+│ ([\d.]+)\s+│ ([\d.]+)/g)];
const incomplete = rows.filter(([, , lines, statements]) => lines !== "100.00" || statements !== "100.00");
console.log(`\n${rows.length} contracts, ${incomplete.length} of them not wholly covered.`);
for (const [, file, lines, statements] of incomplete)
  console.log(`${file}: lines ${lines} %, statements ${statements} %`);
const missing = sources.filter((source) => !rows.some(([, file]) => file === source));
if (missing.length > 0) console.log(`The report says nothing of ${missing.join(", ")}.`);
process.exitCode = ok && missing.length === 0 && incomplete.length === 0 ? 0 : 1;

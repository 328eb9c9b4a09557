/** `npm run verify`: everything that needs no server, chain or browser. CI runs the same. */
import { runCommand } from "./lib/run-command";

const STEPS: readonly (readonly [name: string, command: readonly [string, ...string[]]])[] = [
  ["lockfiles name every build", ["node", "bin/complete-lockfile.mjs", "--check"]],
  ["format and lint, with the import law", ["biome", "ci", "--colors=off", "--error-on-warnings", "."]],
  // These two write types that the next one reads.
  ["contracts are compiled into lib/chain/abi", ["tsx", "scripts/build-contracts.ts", "--check"]],
  ["addresses of the contracts are recorded", ["tsx", "scripts/record-deployment.ts", "--check"]],
  ["the API's document, types and collection are current", ["tsx", "scripts/generate-api.ts", "--check"]],
  [
    "lint of the API's document",
    ["spectral", "lint", "--quiet", "--fail-severity=hint", "docs/api/openapi.json"],
  ],
  ["types of routes", ["next", "typegen"]],
  // By its path: the generator of the client's types brings another version with a command of the same name.
  ["types", ["node", "node_modules/typescript/bin/tsc", "--noEmit", "-p", "tsconfig.check.json"]],
  ["dead code", ["knip"]],
  ["format of the contracts", ["prettier", "--check", "contracts/**/*.sol", "hardhat/**/*.sol"]],
  ["lint of the contracts", ["solhint", "--max-warnings", "0", "contracts/**/*.sol", "hardhat/**/*.sol"]],
  ["unit tests", ["vitest", "run", "--project", "unit"]],
];

const failed: string[] = [];
for (const [name, command] of STEPS) {
  const { ok, output, seconds } = await runCommand(command, {
    quiet: true,
    env: { NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  console.log(`${ok ? "✓" : "✗"} ${name} (${seconds} s)`);
  if (ok) continue;
  failed.push(name);
  console.log(output.replace(/^/gm, "    "));
}

if (failed.length > 0) {
  console.error(`\nNot in order: ${failed.join("; ")}.`);
  process.exit(1);
}
console.log("\nAll in order.");

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import hre from "hardhat";
import { INIT_BYTES_MAX, RUNTIME_BYTES_MAX, readCodeSizes } from "../bench/code-sizes";
import { measureOurs } from "../bench/measure-ours";
import { compareSnapshots, readSnapshot, toSnapshot, writeSnapshot } from "../bench/snapshot";

const sizes = await readCodeSizes();

/** Code that was instrumented to find its coverage is larger and uses more gas. */
describe("gas and code size", { skip: hre.globalOptions.coverage }, () => {
  it("are those of hardhat/gas-snapshot.json", async () => {
    const measured = toSnapshot(await measureOurs(), sizes);
    if (process.env.UPDATE_GAS_SNAPSHOT === "1") await writeSnapshot(measured);
    const differences = compareSnapshots(await readSnapshot(), measured);
    if (differences.length === 0) return;
    const advice = "If that is meant, run `npm run gas:snapshot` and commit hardhat/gas-snapshot.json.";
    assert.fail(`Other figures than the committed ones. ${advice}\n${differences.join("\n")}`);
  });

  for (const { contract, runtimeBytes, initBytes } of sizes) {
    it(`of ${contract} leave it deployable on every chain`, () => {
      assert.ok(runtimeBytes < RUNTIME_BYTES_MAX, `its code has ${runtimeBytes} bytes`);
      assert.ok(initBytes < INIT_BYTES_MAX, `its init code has ${initBytes} bytes`);
    });
  }
});

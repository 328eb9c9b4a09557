import { createRequire } from "node:module";
import { join } from "node:path";
import { BootError } from "./boot-error";

const PROCESSORS: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };

/**
 * The executable inside anvil's npm package for this machine. Not its JavaScript launcher, which would be one more
 * process between a signal and anvil.
 * @throws {BootError} when there is none for this machine.
 */
export function anvilBinary(): string {
  const target = `${process.platform}-${PROCESSORS[process.arch] ?? process.arch}`;
  const name = process.platform === "win32" ? "anvil.exe" : "anvil";
  // From the working directory, the repository's root: bundled code has no place of its own in node_modules.
  const require = createRequire(join(process.cwd(), "package.json"));
  try {
    return require.resolve(`@foundry-rs/anvil-${target}/bin/${name}`);
  } catch {
    throw new BootError(
      `There is no embedded chain for this machine (@foundry-rs/anvil-${target} is not installed). ` +
        "Start a chain elsewhere and set RPC_URL and CHAIN_ID.",
    );
  }
}

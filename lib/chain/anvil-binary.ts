import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };

/**
 * Path of the anvil that npm brought for this machine. It is started itself, not through its package's script, so
 * that a signal reaches it and its process id is its own.
 * @throws when npm has none for this platform.
 */
export function anvilBinary(): string {
  const name = `@foundry-rs/anvil-${process.platform}-${ARCHITECTURES[process.arch] ?? process.arch}`;
  const requireFrom = createRequire(join(process.cwd(), "package.json"));
  try {
    const folder = dirname(requireFrom.resolve(`${name}/package.json`));
    return join(folder, "bin", process.platform === "win32" ? "anvil.exe" : "anvil");
  } catch (cause) {
    throw new Error(
      `There is no anvil for ${process.platform} ${process.arch} (${name}): set RPC_URL to a chain.`,
      { cause },
    );
  }
}

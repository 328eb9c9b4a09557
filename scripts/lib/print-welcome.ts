import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { type Env, LOCAL_CHAIN_ID } from "@/lib/env";
import { demoApiKeyFile } from "@/lib/runtime/local-secrets";

/** Says where to look. */
export async function printWelcome(env: Env): Promise<void> {
  const lines: [string, string][] = [
    ["Home", env.appUrl],
    ["Dashboard", `${env.appUrl}/dashboard`],
    ["API", `${env.appUrl}/api/v1 (reference: ${env.appUrl}/docs/api)`],
  ];
  if (env.chainId === LOCAL_CHAIN_ID) {
    const file = demoApiKeyFile(env.dataDir);
    const key = (await readFile(file, "utf8").catch(() => "")).trim();
    if (key) lines.push(["API key", `${key} (demo organisation; kept in ${shown(file)})`]);
  }
  lines.push([
    "Database",
    env.database.kind === "pglite" ? `embedded, in ${shown(env.dataDir)}` : "DATABASE_URL",
  ]);
  lines.push([
    "Chain",
    env.chain.kind === "embedded" ? `embedded, in ${shown(env.dataDir)}` : `${env.chainId}, through RPC_URL`,
  ]);
  console.log("\nTicketChain runs. Stop it with Ctrl-C; everything is kept.\n");
  for (const [name, value] of lines) console.log(`  ${name.padEnd(10)} ${value}`);
  console.log("");
}

/** Relative where that is shorter to read. */
function shown(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith("..") ? path : fromHere;
}

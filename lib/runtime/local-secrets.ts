import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Env, LOCAL_CHAIN_ID } from "@/lib/env";

/** The secret that sessions are signed with: as configured, or made once and kept in the data directory. */
export async function authSecretOf(env: Env): Promise<string> {
  return (
    env.authSecret ?? keptSecret(join(env.dataDir, "auth-secret"), () => randomBytes(32).toString("hex"))
  );
}

const DEMO_KEY_FILES = ["demo-api-key", "demo-api-key-2"] as const;

/**
 * The API keys of the two demo organisations: as configured, or made once. Either way the files in the data directory
 * hold them, for the example and for whoever tries the API.
 * @returns null on any chain but the local one: demo keys must not exist there.
 */
export async function demoApiKeysOf(env: Env): Promise<[string, string] | null> {
  if (env.chainId !== LOCAL_CHAIN_ID) return null;
  return [await demoApiKey(env, 0), await demoApiKey(env, 1)];
}

/** Where the first demo organisation's key is kept. */
export function demoApiKeyFile(dataDir: string): string {
  return join(dataDir, DEMO_KEY_FILES[0]);
}

async function demoApiKey(env: Env, index: 0 | 1): Promise<string> {
  const file = join(env.dataDir, DEMO_KEY_FILES[index]);
  const configured = env.demoApiKeys[index];
  if (configured === null) return keptSecret(file, () => `tc_${randomBytes(24).toString("base64url")}`);
  await writeSecret(file, configured);
  return configured;
}

async function keptSecret(file: string, make: () => string): Promise<string> {
  const kept = (await readFile(file, "utf8").catch(() => "")).trim();
  if (kept) return kept;
  const secret = make();
  await writeSecret(file, secret);
  return secret;
}

/** Appears complete or not at all, and only its owner can read it. */
async function writeSecret(file: string, secret: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${secret}\n`, { mode: 0o600 });
  await rename(draft, file);
}

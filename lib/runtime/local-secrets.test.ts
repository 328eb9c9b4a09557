import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { authSecretOf, demoApiKeyFile, demoApiKeysOf } from "./local-secrets";

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "ticketchain-secrets-"));
});

afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

const envWith = (source: Record<string, string> = {}) => parseEnv({ DATA_DIR: dataDir, ...source });

test("demo keys are made once, differ, and only their owner can read them", async () => {
  const keys = await demoApiKeysOf(envWith());
  expect(await demoApiKeysOf(envWith())).toEqual(keys);
  expect(new Set(keys).size).toBe(2);
  expect(readFileSync(demoApiKeyFile(dataDir), "utf8").trim()).toBe(keys?.[0]);
  expect(statSync(demoApiKeyFile(dataDir)).mode & 0o777).toBe(0o600);
});

test("a configured demo key goes before the kept one", async () => {
  await demoApiKeysOf(envWith());
  const key = "tc_configured_configured_1";
  expect((await demoApiKeysOf(envWith({ DEMO_API_KEY: key })))?.[0]).toBe(key);
  expect(readFileSync(demoApiKeyFile(dataDir), "utf8").trim()).toBe(key);
});

test("there are no demo keys on any chain but the local one", async () => {
  const env = { ...envWith(), chainId: 1 };
  expect(await demoApiKeysOf(env)).toBeNull();
});

test("the secret of sessions is made once, or taken from the environment", async () => {
  const secret = await authSecretOf(envWith());
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(await authSecretOf(envWith())).toBe(secret);
  const configured = "c".repeat(32);
  expect(await authSecretOf(envWith({ AUTH_SECRET: configured }))).toBe(configured);
});

import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { freePort } from "./lib/runtime/free-port";
import { findChromium } from "./scripts/lib/find-chromium";

// Workers read this file again: what is chosen by chance is chosen once and handed down.
process.env.E2E_PORT ??= String(await freePort());
process.env.E2E_DATA_DIR ??= join(tmpdir(), `ticketchain-e2e-${randomUUID()}`);

/** A server that runs already; without it the tests build and start one of their own, on a fresh data folder. */
const runningServer = process.env.E2E_BASE_URL;
const baseURL = runningServer ?? `http://localhost:${process.env.E2E_PORT}`;
const launchOptions = await findChromium();

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/browser",
  forbidOnly: true,
  fullyParallel: false,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/browser.json" }]],
  use: {
    baseURL,
    launchOptions,
    actionTimeout: 20_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
  },
  projects: [
    {
      name: "phone",
      use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
      // It has no part of a browser's in it: once is enough.
      testIgnore: "client.spec.ts",
    },
    { name: "desktop", use: { viewport: { width: 1440, height: 900 } } },
  ],
  ...(runningServer
    ? {}
    : {
        webServer: {
          command: "exec node bin/run.mjs scripts/start.ts",
          url: `${baseURL}/api/v1/health`,
          env: { PORT: process.env.E2E_PORT, DATA_DIR: process.env.E2E_DATA_DIR, RATE_LIMIT_PER_MINUTE: "0" },
          timeout: 300_000,
          stdout: "pipe",
          gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
        },
        globalTeardown: "./e2e/fixtures/remove-data.ts",
      }),
});

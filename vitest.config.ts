import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

const shared = {
  resolve: {
    alias: {
      "@": root,
      // Next resolves it by itself; outside of Next it would throw.
      "server-only": `${root}/test/empty.ts`,
    },
  },
};

const exclude = ["**/node_modules/**", ".next/**", "hardhat/**", "e2e/**"];

export default defineConfig({
  test: {
    // Loading the app anew for each file would take a third of all the time. A file that mocks modules resets them itself.
    isolate: false,
    projects: [
      {
        ...shared,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...exclude, "**/*.integration.test.ts"],
          setupFiles: ["test/fail-on-console-error.ts", "test/no-network.ts"],
          // Some open a database in memory, which takes its time on a busy machine.
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          name: "integration",
          include: ["**/*.integration.test.ts"],
          exclude,
          globalSetup: ["test/anvil-pool.ts", "test/database-template.ts"],
          setupFiles: ["test/fail-on-console-error.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});

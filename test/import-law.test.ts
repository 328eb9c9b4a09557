import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

const FORBIDDEN = [
  ["lib/db/forbidden.ts", "@/lib/chain/open-chain"],
  ["lib/db/schema/forbidden.ts", "../../chain/open-chain"],
  ["lib/chain/forbidden.ts", "@/lib/db/schema/events"],
  ["lib/chain/forbidden-too.ts", "../db/schema/events"],
  ["lib/forbidden.ts", "@/lib/db/database"],
  ["lib/services/event/forbidden-next.ts", "next/headers"],
  ["lib/services/event/forbidden-component.ts", "@/components/ui/button"],
  ["lib/services/event/forbidden-api.ts", "@/lib/api/route/problem"],
  ["lib/pipeline/forbidden.ts", "@/lib/runtime/runtime"],
  ["lib/pipeline/forbidden-metrics.ts", "@/lib/metrics/create-metrics"],
  ["lib/services/event/forbidden-jobs.ts", "@/lib/jobs/open-jobs"],
  ["lib/jobs/forbidden.ts", "@/lib/api/route/problem"],
  ["lib/metrics/forbidden.ts", "@/lib/runtime/runtime"],
  ["lib/runtime/forbidden.ts", "next/server"],
  ["lib/client/forbidden.ts", "@/lib/errors"],
  ["lib/client/forbidden-node.ts", "node:crypto"],
  ["lib/api/forbidden.ts", "@/app/page"],
  ["components/ticket/forbidden-signer.ts", "@/lib/chain/signer"],
  ["components/ticket/forbidden-schema.ts", "@/lib/db/schema/events"],
  ["components/ticket/forbidden-service.ts", "@/lib/services/ticket/mint"],
  ["app/forbidden-schema.ts", "@/lib/db/schema/events"],
  ["app/forbidden-drizzle.ts", "drizzle-orm"],
] as const;

const ALLOWED = [
  ["lib/services/event/allowed.ts", "@/lib/db/schema/events"],
  ["lib/jobs/allowed.ts", "@/lib/db/schema/events"],
  ["lib/metrics/allowed.ts", "@/lib/services/event/list"],
  ["lib/client/allowed.ts", "openapi-fetch"],
  ["lib/client/allowed-own.ts", "./pause"],
  ["lib/runtime/allowed.ts", "@/lib/pipeline/pipeline"],
  ["lib/api/allowed.ts", "next/server"],
  ["components/ticket/allowed-schema.ts", "@/lib/services/ticket/schema"],
  ["components/ticket/allowed-fields.ts", "@/lib/services/fields"],
  ["components/ticket/allowed-abi.ts", "@/lib/chain/abi/event-tickets"],
  ["app/allowed.ts", "@/lib/services/event/list"],
] as const;

test("the linter refuses every import that the law of the layout forbids, and no other", () => {
  expect(filesRefused([...FORBIDDEN, ...ALLOWED])).toEqual(FORBIDDEN.map(([path]) => path).sort());
});

const reportSchema = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
});

/** Lints a folder of files with one import each by this repository's rules. */
function filesRefused(files: readonly (readonly [path: string, imported: string])[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "ticketchain-import-law-"));
  try {
    const { overrides, linter } = z.looseObject({}).parse(JSON.parse(readFileSync("biome.json", "utf8")));
    writeFileSync(join(folder, "biome.json"), JSON.stringify({ overrides, linter }));
    for (const [path, imported] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `import { x } from "${imported}";\nx();\n`);
    }
    const { stdout } = spawnSync(
      resolve("node_modules/.bin/biome"),
      ["lint", "--only=style/noRestrictedImports", "--reporter=json", "--max-diagnostics=none", "."],
      { cwd: folder, encoding: "utf8" },
    );
    const { diagnostics } = reportSchema.parse(JSON.parse(stdout));
    return diagnostics
      .filter(({ category }) => category === "lint/style/noRestrictedImports")
      .map(({ location }) => location.path)
      .sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

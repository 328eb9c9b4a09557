import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { apiDocument } from "@/app/api/v1/document";
import { referenceOf } from "@/components/docs/reference-of";
import { typescriptOf } from "@/components/docs/typescript-of";

const operations = referenceOf(apiDocument()).sections.flatMap((section) => section.operations);

const OPTIONS = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: "esnext",
  module: "esnext",
  moduleResolution: "bundler",
  types: [],
};

test("every example in TypeScript is one that the client's types take", { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "ticketchain-examples-"));
  try {
    const client = resolve("lib/client/create-client");
    const examples = operations.map((operation) => `{\n${typescriptOf(operation)}\n}`);
    writeFileSync(
      join(folder, "examples.ts"),
      [
        `import { createClient } from "${client}";`,
        'const api = createClient({ baseUrl: "", apiKey: "" });',
        ...examples,
      ].join("\n"),
    );
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: OPTIONS }));
    // By its path: other versions of the compiler are installed too, as what other tools need.
    const compiler = resolve("node_modules/typescript/bin/tsc");
    const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("reads as one would write it", () => {
  const example = (id: string) => {
    const operation = operations.find((each) => each.id === id);
    return operation ? typescriptOf(operation) : "";
  };
  expect(example("getTicket")).toBe(
    'const ticket = await api.get("/tickets/{id}", {\n  params: { path: { id: "tkt_01k0000000e008000000000000" } }\n});',
  );
  expect(example("listEvents")).toContain('for await (const event of api.rows("/events"))');
  expect(example("mintTickets")).toContain("const { batch, tickets } = await api.post(");
});

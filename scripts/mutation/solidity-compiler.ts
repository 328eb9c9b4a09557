import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";
import { repository } from "../lib/repository";

type Callbacks = { import: (path: string) => { contents: string } | { error: string } };
type Compiler = { compile: (input: string, callbacks: Callbacks) => string };

const outputSchema = z.object({
  errors: z
    .array(
      z.object({
        severity: z.string(),
        formattedMessage: z.string(),
        sourceLocation: z.object({ file: z.string(), start: z.number() }).optional(),
      }),
    )
    .default([]),
  sources: z.record(z.string(), z.object({ ast: z.unknown().optional() })).default({}),
  contracts: z
    .record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          abi: z.array(z.unknown()),
          evm: z.object({
            bytecode: z.object({ object: z.string() }),
            deployedBytecode: z.object({ object: z.string() }),
          }),
        }),
      ),
    )
    .default({}),
});
export type CompilerOutput = z.infer<typeof outputSchema>;

/**
 * Compiles with the contracts' own compiler. Packages are read from node_modules; sources are given with a character for
 * each byte, as the syntax tree counts.
 */
export function compileSolidity(sources: ReadonlyMap<string, string>, settings: object): CompilerOutput {
  const input = {
    language: "Solidity",
    sources: Object.fromEntries([...sources].map(([file, text]) => [file, { content: decode(text) }])),
    settings,
  };
  const output = compiler().compile(JSON.stringify(input), { import: readPackage });
  return outputSchema.parse(JSON.parse(output));
}

function compiler(): Compiler {
  const loaded: unknown = createRequire(import.meta.url)("solc");
  if (!isCompiler(loaded)) throw new Error("the solc package is not what it was");
  return loaded;
}

function isCompiler(value: unknown): value is Compiler {
  return (
    typeof value === "object" && value !== null && "compile" in value && typeof value.compile === "function"
  );
}

const decode = (text: string) => Buffer.from(text, "latin1").toString("utf8");

function readPackage(path: string) {
  try {
    return { contents: readFileSync(join(repository, "node_modules", path), "utf8") };
  } catch (error) {
    return { error: String(error) };
  }
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const processSchema = z.object({ pid: z.int() });

/** Ends the chain as a power cut would: up to a second of blocks is lost. It is started again by who runs it. */
export async function killChain(dataDir: string): Promise<void> {
  const { pid } = processSchema.parse(JSON.parse(await readFile(join(dataDir, "anvil.json"), "utf8")));
  process.kill(pid, "SIGKILL");
}

import { readFile } from "node:fs/promises";
import { z } from "zod";

const TAIL_LINES = 20;

const lineSchema = z.object({ time: z.number(), msg: z.string(), endpoint: z.string().optional() });
type Line = z.infer<typeof lineSchema>;

/**
 * How long Ponder's backfill took by the times in its log; null until it is complete. The clock starts when it first asks the
 * node for logs, or begins to index, whichever is first: loading the program, checking the node and creating tables are over
 * then. It ends when Ponder calls itself ready: all rows are written, and the indexes built that it leaves for the end (ours
 * are kept up meanwhile).
 */
export async function backfillSeconds(logFile: string): Promise<number | null> {
  const lines = (await readFile(logFile, "utf8")).split("\n").flatMap(parseLine);
  const start = lines.find(
    ({ msg }) => msg === "Started fetching backfill JSON-RPC data" || msg === "Started backfill indexing",
  );
  const ready = lines.find(({ endpoint }) => endpoint === "/ready");
  return start && ready ? (ready.time - start.time) / 1000 : null;
}

/** What the log says last, for a person. */
export async function logTail(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, "utf8")).trimEnd().split("\n");
  return lines.slice(-TAIL_LINES).join("\n");
}

/** None, where a line is text or not written to its end. */
function parseLine(text: string): Line[] {
  try {
    const { data } = lineSchema.safeParse(JSON.parse(text));
    return data ? [data] : [];
  } catch {
    return [];
  }
}

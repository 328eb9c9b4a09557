import type { Batch } from "@/lib/client/follow-batch";

const WIDTH = 40;

/** Draws a batch's progress: one line that changes on a terminal, a line for each change elsewhere. */
export function drawProgress({ total, queued, submitted, confirmed, failed }: Batch): void {
  const done = Math.round((confirmed / total) * WIDTH);
  const sent = Math.round(((confirmed + submitted) / total) * WIDTH) - done;
  const bar = "█".repeat(done) + "▒".repeat(sent) + "·".repeat(WIDTH - done - sent);
  const failures = failed > 0 ? `, ${failed} failed` : "";
  const line = `  ${bar}  ${confirmed}/${total} confirmed, ${submitted} submitted, ${queued} queued${failures}`;
  if (!process.stdout.isTTY) console.log(line);
  else process.stdout.write(`\r${line.padEnd(100)}${queued + submitted === 0 ? "\n" : ""}`);
}

import { setTimeout as sleep } from "node:timers/promises";

/** Nobody waits longer for the run before theirs: it may hang on a connection that is lost. */
const PATIENCE_MS = 100;

type Line<Value> = { running: Promise<Value>; next: Promise<Value> | null };

/**
 * Lets all who ask for the same at once share its runs: one is under way at a time, and who asks meanwhile joins the next. So a
 * hundred calls take two runs instead of a hundred, and nobody gets what was read before they asked.
 */
export function sharedRuns<Value>(): (key: string, run: () => Promise<Value>) => Promise<Value> {
  const lines = new Map<string, Line<Value>>();

  function begin(key: string, run: () => Promise<Value>): Promise<Value> {
    const line: Line<Value> = { running: Promise.try(run), next: null };
    lines.set(key, line);
    const end = () => {
      if (line.next === null) lines.delete(key);
    };
    line.running.then(end, end);
    return line.running;
  }

  return (key, run) => {
    const line = lines.get(key);
    if (!line) return begin(key, run);
    line.next ??= Promise.race([
      line.running.catch(() => {}),
      sleep(PATIENCE_MS, undefined, { ref: false }),
    ]).then(() => begin(key, run));
    return line.next;
  };
}

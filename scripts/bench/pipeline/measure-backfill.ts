import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { repository } from "../../lib/repository";
import type { Location } from "../new-database";
import type { FilledEvent } from "./fill-chain";
import { type Indexed, indexedSchema, type Task } from "./index-task";

/**
 * V8 leaves garbage lying while there is room, and takes room by what the machine has. A heap that holds what is needed, and
 * little more, shows what that is.
 */
const SMALL_HEAP = ["--max-old-space-size=192"];

type Backfill = {
  rpcUrl: string;
  events: readonly FilledEvent[];
  database: Location;
  smallHeap?: boolean;
};

/** Indexes these events from the chain's beginning, in a process of its own, into an empty database. */
export async function measureBackfill(options: Backfill): Promise<Indexed> {
  const { rpcUrl, events, database, smallHeap = false } = options;
  const task: Task = { rpcUrl, events: [...events], database };
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/bench/pipeline/index-logs.ts"];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...(smallHeap ? SMALL_HEAP : []), ...args, JSON.stringify(task)],
    { cwd: repository },
  );
  return indexedSchema.parse(JSON.parse(stdout));
}

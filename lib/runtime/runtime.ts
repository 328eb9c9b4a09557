import type { Logger } from "pino";
import type { Chain } from "@/lib/chain/chain";
import type { Database } from "@/lib/db/database";
import type { Env } from "@/lib/env";
import type { Metrics } from "@/lib/metrics/create-metrics";
import type { Pipeline } from "@/lib/pipeline/pipeline";
import type { Clock } from "@/lib/services/context";
import type { WebhookSettings } from "@/lib/webhooks/settings";

/** What one server process is made of. Opened by `bootRuntime`, read by everyone else. */
export type Runtime = {
  /** The environment, with the secret that sessions are signed with: configured, or made and kept in the data directory. */
  env: Env & { authSecret: string };
  db: Database;
  chain: Chain;
  clock: Clock;
  pipeline: Pipeline;
  metrics: Metrics;
  webhooks: WebhookSettings;
  log: Logger;
};

/** Next bundles `instrumentation.ts` and the routes apart, so the one runtime is handed over here. */
const KEY = Symbol.for("ticketchain.runtime");

type Holder = { [KEY]?: Runtime };

/** @throws when nothing was booted, as during `next build`: nothing is opened by being looked at. */
export function getRuntime(): Runtime {
  const runtime = (globalThis as Holder)[KEY];
  if (!runtime) throw new Error("The runtime is not booted: pages and routes that need it must be dynamic.");
  return runtime;
}

/** For `bootRuntime` and for tests. */
export function setRuntime(runtime: Runtime | null): void {
  if (runtime) (globalThis as Holder)[KEY] = runtime;
  else delete (globalThis as Holder)[KEY];
}

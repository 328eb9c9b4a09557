/** `npm run worker`: takes actions to the chain, reads it and runs the jobs, without a web server. As many as wanted. */
import { parseEnv } from "@/lib/env";
import { bootOrExit } from "@/lib/runtime/boot-or-exit";
import { stopRuntime } from "@/lib/runtime/life";
import { requireShared } from "@/lib/runtime/require-shared";
import { repository } from "./lib/repository";
import { runOrExplain } from "./lib/run-or-explain";
import { stopOnSignal } from "./lib/stop-on-signal";

await runOrExplain(async () => {
  Object.assign(process.env, { NODE_ENV: "production" });
  process.chdir(repository);
  requireShared(parseEnv(process.env));
  stopOnSignal(stopRuntime);
  await bootOrExit("worker");
  console.log("The worker runs. Stop it with Ctrl-C; another one goes on.");
});

/** `npm start`: checks what it was given, builds if the sources changed, serves. */
import { ensureBuild } from "./lib/ensure-build";
import { prepare } from "./lib/prepare";
import { printWelcome } from "./lib/print-welcome";
import { runOrExplain } from "./lib/run-or-explain";

await runOrExplain(async () => {
  Object.assign(process.env, { NODE_ENV: "production" });
  const env = await prepare();
  await ensureBuild();
  // Only now: React and Next look at NODE_ENV when they are loaded.
  const { serve } = await import("./lib/serve");
  await serve({ env, dev: false });
  await printWelcome(env);
});

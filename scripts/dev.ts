/** `npm run dev`: as `npm start`, but pages are compiled when asked for, and again when their files change. */
import { prepare } from "./lib/prepare";
import { printWelcome } from "./lib/print-welcome";
import { runOrExplain } from "./lib/run-or-explain";

await runOrExplain(async () => {
  Object.assign(process.env, { NODE_ENV: "development" });
  const env = await prepare();
  const { serve } = await import("./lib/serve");
  await serve({ env, dev: true });
  await printWelcome(env);
});

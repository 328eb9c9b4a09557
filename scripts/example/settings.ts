import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ExampleError } from "./example-error";

export type Settings = { appUrl: string; apiKey: string };

/** Where the server is and the key to call it with: from the environment, or where `npm start` keeps the demo key. */
export async function readSettings(source: NodeJS.ProcessEnv): Promise<Settings> {
  const appUrl = (source.APP_URL || `http://localhost:${source.PORT || 3000}`).replace(/\/+$/, "");
  const keyFile = join(source.DATA_DIR || ".data", "demo-api-key");
  const apiKey = source.DEMO_API_KEY || (await readFile(keyFile, "utf8").catch(() => "")).trim();
  if (apiKey) return { appUrl, apiKey };
  throw new ExampleError(
    `There is no API key in ${keyFile}: run npm start first, or set DEMO_API_KEY (and APP_URL).`,
  );
}

import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import type { Child } from "./child";

type Question<T> = { path: string; schema: z.ZodType<T>; patienceMs: number };

/** Asks a server under test until it answers. @throws when it doesn't for too long. */
export async function askServer<T>(server: Child, { path, schema, patienceMs }: Question<T>): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      const url = server.url();
      if (!url) throw new Error("it is down");
      const response = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(patienceMs) });
      if (!response.ok) throw new Error(await response.text());
      return schema.parse(await response.json());
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`${server.name} doesn't answer ${path}`, { cause: error });
      await sleep(100);
    }
  }
}

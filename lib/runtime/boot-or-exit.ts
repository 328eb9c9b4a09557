import { EnvError } from "@/lib/env";
import { BootError } from "./boot-error";
import { bootRuntime } from "./boot-runtime";

/** Next may load the instrumentation again while developing: the runtime outlives that. */
const BOOTED = Symbol.for("ticketchain.booted");

/** Boots once in the process's life; a server that can't is no use, so it says why and ends. */
export async function bootOrExit(): Promise<void> {
  const holder = globalThis as { [BOOTED]?: Promise<unknown> };
  holder[BOOTED] ??= bootRuntime();
  try {
    await holder[BOOTED];
  } catch (error) {
    console.error(error instanceof BootError || error instanceof EnvError ? `\n${error.message}` : error);
    process.exit(1);
  }
}

import { EnvError } from "@/lib/env";
import { BootError } from "./boot-error";
import { bootRuntime, type Role } from "./boot-runtime";
import { beginBoot, reportBooted, whenBooted } from "./life";

/** Boots once in the process's life; a server that can't is no use, so it says why and ends. */
export async function bootOrExit(role: Role): Promise<void> {
  if (!beginBoot()) return whenBooted();
  try {
    const { stop } = await bootRuntime(role);
    reportBooted(stop);
  } catch (error) {
    console.error(error instanceof BootError || error instanceof EnvError ? `\n${error.message}` : error);
    process.exit(1);
  }
}

import { EnvError } from "@/lib/env";
import { BootError } from "@/lib/runtime/boot-error";

/** Runs a script; an error that is meant for a person is printed as its sentence, without a stack, and ends it with 1. */
export async function runOrExplain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof BootError || error instanceof EnvError ? `\n${error.message}` : error);
    process.exit(1);
  }
}

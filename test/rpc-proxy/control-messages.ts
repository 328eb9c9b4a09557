import { z } from "zod";
import { countsSchema } from "./counts";
import { faultsSchema } from "./faults";

/**
 * What `POST /control` takes. `set` replaces all faults; `heal` ends them. `hold` lets nothing through to the node until `release`,
 * and answers when nothing is there any more.
 */
export const controlSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("set"), faults: faultsSchema }),
  z.object({ action: z.literal("heal") }),
  z.object({ action: z.enum(["hold", "release"]) }),
  z.object({ action: z.literal("counts") }),
]);

export type ControlMessage = z.input<typeof controlSchema>;

/** What it answers: how things stand then. */
export const controlAnswerSchema = z.object({ faults: faultsSchema, counts: countsSchema });

export type ControlAnswer = z.output<typeof controlAnswerSchema>;

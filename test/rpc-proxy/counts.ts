import { z } from "zod";
import { FAULT_NAMES, type FaultName } from "./faults";

/** What a proxy has seen and done since its start. */
export const countsSchema = z.object({
  /** HTTP requests, a batch being one. */
  requests: z.int(),
  /** JSON-RPC requests by method. */
  calls: z.record(z.string(), z.int()),
  /** Faults by name. */
  faults: z.record(z.enum(FAULT_NAMES), z.int()),
});

export type Counts = z.output<typeof countsSchema>;

export function noCounts(): Counts {
  const none = (): Record<FaultName, number> => ({
    drop: 0,
    dropAnswer: 0,
    delay: 0,
    late: 0,
    repeat: 0,
    reorder: 0,
    limited: 0,
    limitedInBody: 0,
    serverError: 0,
    malformed: 0,
    empty: 0,
    staleHead: 0,
    missingReceipt: 0,
    forgets: 0,
  });
  return { requests: 0, calls: {}, faults: none() };
}

import { z } from "zod";
import { fields, id, moment } from "@/lib/services/fields";

export const getBatchInput = fields({ id: z.string() });
export type GetBatchInput = z.output<typeof getBatchInput>;

export const batchOutput = z
  .object({
    id: id("bat_01k0000000e008000000000000"),
    kind: z.string().meta({ example: "mint" }),
    eventId: z.string().nullable(),
    total: z.int().meta({ description: "Tickets in the batch" }),
    queued: z.int(),
    submitted: z.int(),
    confirmed: z.int().meta({ description: "Includes final" }),
    final: z.int(),
    failed: z.int(),
    createdAt: moment,
  })
  .meta({ id: "Batch" });
export type BatchOutput = z.infer<typeof batchOutput>;

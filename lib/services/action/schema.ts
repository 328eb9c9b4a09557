import { z } from "zod";
import { ACTION_KINDS, ACTION_STATUSES } from "@/lib/db/schema/pipeline";
import { fields, id, moment } from "@/lib/services/fields";

export const getActionInput = fields({ id: z.string() });
export type GetActionInput = z.output<typeof getActionInput>;

const txHash = z
  .string()
  .nullable()
  .meta({ description: "Hash of the transaction that carries it; null while queued" });

const blockNumber = z.int().nullable().meta({ description: "Block that includes it; null until mined" });

/** How far something is on its way to the chain. */
export const chainState = z
  .object({ state: z.enum(ACTION_STATUSES), txHash, blockNumber })
  .meta({ id: "ChainState", description: "How far the latest action is on its way to the chain" });
export type ChainState = z.infer<typeof chainState>;

export const actionOutput = z
  .object({
    id: id("act_01k0000000e008000000000000"),
    kind: z.enum(ACTION_KINDS),
    status: z.enum(ACTION_STATUSES),
    eventId: id("evt_01k0000000e008000000000000"),
    batchId: z.string().nullable(),
    ticketIds: z.array(z.string()),
    txHash,
    blockNumber,
    error: z
      .object({ code: z.string(), detail: z.string() })
      .optional()
      .meta({ description: "Why it failed; only then there" }),
    createdAt: moment,
  })
  .meta({ id: "Action" });
export type ActionOutput = z.infer<typeof actionOutput>;

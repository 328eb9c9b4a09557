import { z } from "zod";
import { batchOutput } from "@/lib/services/batch/schema";
import { address, fields } from "@/lib/services/fields";
import {
  BUYER_NEEDED,
  checkInBody,
  claimBody,
  hasBuyer,
  invalidateBody,
  ofEvent,
  resellShape,
} from "./schema";

const OPERATIONS_MAX = 5_000;

const shared = {
  ticketId: z
    .string({ error: "is required: the ticket's id, or ext: and your own id" })
    .meta({ description: "The ticket's id, or `ext:` and your own", example: "ext:A-1001" }),
  eventId: ofEvent,
};

const operation = z.discriminatedUnion(
  "op",
  [
    fields({ op: z.literal("checkin"), ...shared, ...checkInBody.shape }),
    fields({ op: z.literal("invalidate"), ...shared, ...invalidateBody.shape }),
    fields({ op: z.literal("resell"), ...shared, ...resellShape }).refine(hasBuyer, BUYER_NEEDED),
    fields({
      op: z.literal("transfer"),
      ...shared,
      to: address.meta({ description: "The wallet that gets it" }),
    }),
    fields({ op: z.literal("claim"), ...shared, ...claimBody.shape }),
  ],
  { error: "must have an op: checkin, invalidate, resell, transfer or claim" },
);
export type TicketOperation = z.output<typeof operation>;

export const operateTicketsInput = fields({
  operations: z
    .array(operation, { error: `must be a list of 1 to ${OPERATIONS_MAX} operations` })
    .min(1, "must have at least one operation")
    .max(OPERATIONS_MAX, `must have at most ${OPERATIONS_MAX} operations: send the rest in another call`),
});
export type OperateTicketsInput = z.output<typeof operateTicketsInput>;

const operationResult = z
  .object({
    status: z.enum(["accepted", "refused"]),
    ticketId: z.string().meta({ description: "Our id; where there is no such ticket, what you sent" }),
    code: z.string().optional().meta({ description: "Why it was refused; only then there" }),
    detail: z.string().optional().meta({ description: "The same for people" }),
    actionId: z
      .string()
      .optional()
      .meta({ description: "The action to follow, where the chain has something to do" }),
    scanId: z.string().optional().meta({ description: "Of a check-in, refused ones too" }),
    claimToken: z
      .string()
      .optional()
      .meta({ description: "Of a resale into custody. Shown in this answer alone" }),
  })
  .meta({ id: "OperationResult" });
export type OperationResult = z.infer<typeof operationResult>;

export const operateTicketsOutput = z.object({
  batch: batchOutput,
  results: z.array(operationResult).meta({ description: "In the order of the request" }),
});
export type OperateTicketsOutput = z.infer<typeof operateTicketsOutput>;

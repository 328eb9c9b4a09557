import { z } from "zod";

/** What a server under test is asked to do; each is one call of the services that the API calls. */
export const workSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("event") }),
  z.object({
    kind: z.literal("mint"),
    eventId: z.string(),
    ticketTypeId: z.string(),
    quantity: z.int().positive(),
    to: z.string().nullable(),
  }),
  z.object({ kind: z.enum(["check_in", "undo_check_in", "invalidate"]), ticketId: z.string() }),
]);

export type Work = z.infer<typeof workSchema>;

export const acceptedSchema = z.object({
  eventId: z.string(),
  ticketTypeId: z.string().nullable(),
  ticketIds: z.array(z.string()),
  actionIds: z.array(z.string()),
});

/** What was accepted: committed before it was answered. */
export type Accepted = z.infer<typeof acceptedSchema>;

/** How far a server is from rest: what is still on its way, and the block on which its index stands. */
export const progressSchema = z.object({
  /** Actions that are neither done nor failed, and transactions that are neither mined nor given up. */
  open: z.int(),
  block: z.string().nullable(),
});

export type Progress = z.infer<typeof progressSchema>;

/** What a full rescan of the chain finds amiss, in sentences; null: the chain moved meanwhile. */
export const auditSchema = z.object({ differences: z.array(z.string()).nullable() });

/** All that a server knows, to be compared with the chain. */
export const stateSchema = z.object({
  actions: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      status: z.enum(["queued", "submitted", "confirmed", "final", "failed"]),
      code: z.string().nullable(),
    }),
  ),
  tickets: z.array(
    z.object({
      contract: z.string(),
      tokenId: z.string(),
      owner: z.string().nullable(),
      status: z.string(),
      /** Why the last thing that was asked of it can't be done, if it can't. */
      refusal: z.string().nullable(),
    }),
  ),
  /** What was done to tickets, and how often. */
  deeds: z.array(z.object({ contract: z.string(), tokenId: z.string(), kind: z.string(), times: z.int() })),
  contracts: z.array(z.string()),
  /** How many there are; of these, how many reverted, or gave their nonce to another transaction. */
  transactions: z.object({ stored: z.int(), reverted: z.int(), replaced: z.int() }),
});

export type ServerState = z.infer<typeof stateSchema>;

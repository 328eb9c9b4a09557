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

export const stateSchema = z.object({
  /** Actions that are neither done nor failed. */
  open: z.int(),
  actions: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      status: z.enum(["queued", "submitted", "confirmed", "final", "failed"]),
      quantity: z.int(),
      code: z.string().nullable(),
    }),
  ),
  tickets: z.array(
    z.object({ contract: z.string(), tokenId: z.string(), owner: z.string().nullable(), status: z.string() }),
  ),
  contracts: z.array(z.string()),
});

/** All that a server knows, to be compared with the chain. */
export type ServerState = z.infer<typeof stateSchema>;

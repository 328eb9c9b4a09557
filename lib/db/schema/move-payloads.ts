import { z } from "zod";

/*
 * What actions that move a ticket carry, as their rows keep it: written by the services, read by the pipeline. Addresses are
 * checksummed already.
 */

const hex = z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]*$/)]);

/** Whoever holds it then: a wallet, or the event's contract where it is in custody. */
const from = hex;

export const resellPayload = z.object({
  from,
  /** Null: into custody. */
  to: hex.nullable(),
  /** In the currency's smallest unit. */
  priceUnits: z.string(),
  /** What the sale put in place of what stood in the ticket's row: put back if the chain refuses the sale. */
  before: z.object({
    email: z.string().nullable(),
    attendeeName: z.string().nullable(),
    attendeeEmail: z.string().nullable(),
    claimTokenHash: z.string().nullable(),
  }),
});
export type ResellPayload = z.infer<typeof resellPayload>;

/** By the organiser, from the wallet that holds it; or by its holder's signature, good until `deadline` (unix seconds). */
export const transferPayload = z.union([
  z.object({ to: hex, signature: hex, deadline: z.int() }),
  z.object({ to: hex, from }),
]);
export type TransferPayload = z.infer<typeof transferPayload>;

export const claimPayload = z.object({ to: hex });
export type ClaimPayload = z.infer<typeof claimPayload>;

import { z } from "zod";
import { INVALIDATION_REASONS } from "@/lib/db/schema/tickets";

/*
 * What an action carries beyond its tickets. Services write it, the pipeline reads it back with the schema of the
 * action's kind.
 */

const storedAddress = z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]{40}$/)]);

/** `owner`: the organisation's wallet, which will own the contract. */
export const publishPayload = z.object({ owner: storedAddress });
export type PublishPayload = z.infer<typeof publishPayload>;

/** One on-chain order: all its tickets have this type and go to `recipient`; null: the contract keeps them. */
export const mintPayload = z.object({ recipient: storedAddress.nullable(), ticketTypeId: z.string() });
export type MintPayload = z.infer<typeof mintPayload>;

export const invalidatePayload = z.object({
  reason: z.enum(INVALIDATION_REASONS),
  note: z.string().nullable(),
});
export type InvalidatePayload = z.infer<typeof invalidatePayload>;

/** Checking in and undoing it need the ticket alone. */
export const emptyPayload = z.object({});
export type EmptyPayload = z.infer<typeof emptyPayload>;

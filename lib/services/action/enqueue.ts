import type { Address } from "viem";
import type { Transaction } from "@/lib/db/database";
import type { ClaimPayload, ResellPayload, TransferPayload } from "@/lib/db/schema/move-payloads";
import { type ActionKind, actions } from "@/lib/db/schema/pipeline";
import type { INVALIDATION_REASONS } from "@/lib/db/schema/tickets";
import { newId } from "@/lib/ids";

/** What an action of each kind carries beyond its tickets, no more than its call on the chain needs. */
export type ActionPayloads = {
  /** `owner`: the organisation's wallet, which will own the contract. */
  publish: { owner: Address };
  /** One on-chain order. Its tickets say whom it goes to and of which type it is: all of them the same. */
  mint: Record<string, never>;
  check_in: Record<string, never>;
  undo_check_in: Record<string, never>;
  /** The note stays here: on the chain it would be for all to read. */
  invalidate: { reason: (typeof INVALIDATION_REASONS)[number] };
  resell: ResellPayload;
  transfer: TransferPayload;
  claim: ClaimPayload;
  cancel: Record<string, never>;
  /** `priceUnits` in the currency's smallest unit. */
  add_ticket_type: { ticketTypeId: string; supply: number; priceUnits: string };
  set_supply: { ticketTypeId: string; supply: number };
  /** Both, as they are to be: the contract takes them together. `resaleClosesAt` in ISO 8601. */
  extend: { resaleClosesAt: string; maxPerWallet: number | null };
};

export type ActionRow = typeof actions.$inferSelect;
export type NewAction = typeof actions.$inferInsert;

export type ActionOptions<Kind extends ActionKind> = {
  kind: Kind;
  organisationId: string;
  eventId: string;
  batchId?: string;
  /** In the order of their tokens. */
  ticketIds: readonly string[];
  payload: ActionPayloads[Kind];
  /** Goes to the chain only after this one. */
  afterActionId: string | null;
  /** Of the call that asks for it. */
  requestId: string;
  now: Date;
};

/** A row of the outbox, not written yet. */
export function newAction<Kind extends ActionKind>(options: ActionOptions<Kind>): NewAction & { id: string } {
  const { now, ticketIds, batchId, ...rest } = options;
  return {
    id: newId("act"),
    ...rest,
    batchId: batchId ?? null,
    ticketIds: [...ticketIds],
    createdAt: now,
    updatedAt: now,
  };
}

/** Asks for one on-chain thing, in the transaction of whatever makes it needed. */
export async function enqueue<Kind extends ActionKind>(
  tx: Transaction,
  options: ActionOptions<Kind>,
): Promise<ActionRow> {
  const [row] = await tx.insert(actions).values(newAction(options)).returning();
  if (!row) throw new Error("The action was not written.");
  return row;
}

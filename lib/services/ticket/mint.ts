import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { actions } from "@/lib/db/schema/pipeline";
import { batches } from "@/lib/db/schema/tickets";
import { AppError, type FieldError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import { projectBatch } from "@/lib/services/batch/project-batch";
import type { Context } from "@/lib/services/context";
import { doorsCloseAt } from "@/lib/services/doors-close-at";
import { type EventRow, lockEvent } from "@/lib/services/event/find";
import { requireFields } from "@/lib/services/invalid-fields";
import type { TicketTypeRow } from "@/lib/services/ticket-type/project-ticket-type";
import { insertMinted, type MintedTicket } from "./insert-minted";
import { projectTicket } from "./project-ticket";
import { requireNewExternalIds } from "./require-new-external-ids";
import type { MintedTicketOutput, MintTicketInput, MintTicketsInput, MintTicketsOutput } from "./schema";
import { lockTicketTypes, takeStock } from "./take-stock";

/**
 * Issues tickets, all of them or none, and asks for their tokens. Answers in the order of the call; the claim token of
 * a ticket in custody is in this answer alone.
 * @throws {AppError} `forbidden`, `not_found`, `event_not_published`, `event_cancelled`, `event_ended`,
 * `validation_failed`, `duplicate_external_id`, `sold_out`.
 */
export async function mintTickets(options: {
  ctx: Context;
  input: MintTicketsInput;
}): Promise<MintTicketsOutput> {
  const { ctx, input } = options;
  authorise(ctx, "tickets:write");
  return ctx.db.transaction(async (tx) => {
    const event = await lockEvent(tx, { organisationId: ctx.actor.organisationId, id: input.eventId });
    requireOpen(event, ctx.clock.now());
    await requireDeployable(tx, event);
    const types = await lockTicketTypes(tx, event.id, input.tickets);
    requireFields(checkTickets(event, types, input.tickets));
    await requireAdded(tx, types);
    await requireNewExternalIds(tx, event.id, input.tickets);
    await takeStock(tx, { types, tickets: input.tickets, now: ctx.clock.now() });
    return issue(tx, ctx, { event, types, asked: input.tickets });
  });
}

function requireOpen(event: EventRow, now: Date): void {
  if (event.status === "draft") {
    throw new AppError(
      "event_not_published",
      "Publish the event first: its contract is what tickets are issued by.",
    );
  }
  if (event.status === "cancelled") {
    throw new AppError("event_cancelled", "The event is cancelled: no more tickets are issued.");
  }
  if (now >= doorsCloseAt(event)) {
    throw new AppError("event_ended", "Tickets are issued until 24 hours after the end of the event.");
  }
}

/** The chain may have refused the contract; what is asked for after that would fail too, one ticket at a time. */
async function requireDeployable(tx: Transaction, event: EventRow): Promise<void> {
  const [publish] = await tx
    .select({ status: actions.status, error: actions.error })
    .from(actions)
    .where(eq(actions.id, event.publishActionId ?? ""));
  if (publish?.status !== "failed") return;
  throw new AppError(
    "event_not_published",
    `Deploying the event's contract failed (${publish.error?.detail ?? "no reason is known"}). Publish the event again.`,
  );
}

/** The same of types that were added to the contract later. */
async function requireAdded(tx: Transaction, types: readonly TicketTypeRow[]): Promise<void> {
  const added = types.flatMap(({ addActionId }) => addActionId ?? []);
  if (added.length === 0) return;
  const [refused] = await tx
    .select({ id: actions.id, error: actions.error })
    .from(actions)
    .where(and(inList(actions.id, added), eq(actions.status, "failed")));
  const type = types.find(({ addActionId }) => addActionId === refused?.id);
  if (!refused || !type) return;
  throw new AppError(
    "event_not_published",
    `Adding ${type.name} to the event's contract failed (${refused.error?.detail ?? "no reason is known"}). Add the ticket type again.`,
  );
}

/** A wallet that is the event's own contract means custody, which is asked for by leaving `to` out. */
function checkTickets(
  event: EventRow,
  types: readonly TicketTypeRow[],
  asked: readonly MintTicketInput[],
): FieldError[] {
  const known = new Set(types.map(({ id }) => id));
  return asked.flatMap(({ ticketTypeId, to }, i) => [
    ...(known.has(ticketTypeId)
      ? []
      : [{ path: `tickets.${i}.ticketTypeId`, message: "is not a ticket type of this event" }]),
    ...(to && to === event.contractAddress
      ? [
          {
            path: `tickets.${i}.to`,
            message: "is the event's own contract: leave it out to keep the ticket there",
          },
        ]
      : []),
  ]);
}

type IssueOptions = {
  event: EventRow;
  types: readonly TicketTypeRow[];
  asked: readonly MintTicketInput[];
};

async function issue(
  tx: Transaction,
  ctx: Context,
  { event, types, asked }: IssueOptions,
): Promise<MintTicketsOutput> {
  const now = ctx.clock.now();
  const batch = {
    id: newId("bat"),
    organisationId: event.organisationId,
    eventId: event.id,
    kind: "mint",
    total: asked.length,
    createdAt: now,
  };
  await tx.insert(batches).values(batch);
  const minted = await insertMinted(tx, {
    event,
    types,
    batchId: batch.id,
    asked,
    requestId: ctx.requestId,
    now,
  });
  await audit(tx, ctx, {
    action: "ticket.mint",
    entity: "batch",
    entityId: batch.id,
    data: { eventId: event.id, tickets: asked.length },
  });
  return {
    batch: projectBatch(batch, new Map([["queued", asked.length]])),
    tickets: minted.map((ticket) => projectMinted(ticket, event)),
  };
}

function projectMinted({ claimToken, ...parts }: MintedTicket, event: EventRow): MintedTicketOutput {
  const chain = { state: "queued", txHash: null, blockNumber: null } as const;
  const ticket = projectTicket({
    ...parts,
    contract: event.contractAddress,
    money: event,
    listing: null,
    chain,
  });
  return claimToken === null ? ticket : { ...ticket, claimToken };
}

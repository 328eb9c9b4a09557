import { z } from "zod";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { events } from "@/lib/db/schema/events";
import { tickets } from "@/lib/db/schema/tickets";
import type { webhookMessages } from "@/lib/db/schema/webhooks";
import { AppError } from "@/lib/errors";
import { getAction } from "@/lib/services/action/get";
import { getBatch } from "@/lib/services/batch/get";
import { type Context, SCOPES } from "@/lib/services/context";
import { loadEventRecords } from "@/lib/services/event/load-records";
import { projectEvent } from "@/lib/services/event/project-event";
import { projectTicket } from "@/lib/services/ticket/project-ticket";
import { selectTickets } from "@/lib/services/ticket/select-tickets";
import type { JobContext } from "./define-job";

export type MessageRow = typeof webhookMessages.$inferSelect;

const named = z.looseObject({
  ticketId: z.string().optional(),
  eventId: z.string().optional(),
  batchId: z.string().optional(),
  actionId: z.string().nullish(),
});

/**
 * What is sent of each message: `{ type, timestamp, data }`, with what it is about as the API shows it now, so that a receiver
 * need not ask. Made once: every attempt and replay sends the same bytes.
 */
export async function webhookBodies(
  tx: Transaction,
  ctx: JobContext,
  messages: readonly MessageRow[],
): Promise<string[]> {
  const about = messages.map(({ data }) => named.parse(data));
  const [ticketById, eventById] = [await ticketsOf(tx, ctx, about), await eventsOf(tx, ctx, about)];
  const bodies: string[] = [];
  for (const [i, { type, at, data, organisationId }] of messages.entries()) {
    const { ticketId, eventId, batchId, actionId } = about[i] ?? {};
    const system = systemContext(tx, ctx, organisationId);
    bodies.push(
      JSON.stringify({
        type,
        timestamp: at.toISOString(),
        data: {
          ...data,
          ...(ticketId === undefined ? {} : { ticket: ticketById.get(ticketId) ?? null }),
          ...(type.startsWith("event.") ? { event: eventById.get(eventId ?? "") ?? null } : {}),
          ...(batchId === undefined
            ? {}
            : { batch: await known(getBatch({ ctx: system, input: { id: batchId } })) }),
          ...(type === "action.failed"
            ? { action: await known(getAction({ ctx: system, input: { id: actionId ?? "" } })) }
            : {}),
        },
      }),
    );
  }
  return bodies;
}

type About = z.infer<typeof named>;

async function ticketsOf(tx: Transaction, { clock }: JobContext, about: readonly About[]) {
  const ids = about.flatMap(({ ticketId }) => ticketId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await selectTickets(tx, clock.now()).where(inList(tickets.id, ids));
  return new Map(rows.map((row) => [row.ticket.id, projectTicket(row)]));
}

async function eventsOf(tx: Transaction, { clock }: JobContext, about: readonly About[]) {
  const ids = about.flatMap(({ eventId, ticketId }) => (eventId !== undefined && !ticketId ? eventId : []));
  if (ids.length === 0) return new Map();
  const now = clock.now();
  const rows = await tx.select().from(events).where(inList(events.id, ids));
  const records = await loadEventRecords(tx, rows, now);
  return new Map(records.map((record) => [record.event.id, projectEvent(record, now)]));
}

/** What is gone meanwhile is null. */
async function known<T>(read: Promise<T>): Promise<T | null> {
  return read.catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
}

function systemContext(tx: Transaction, { chain, clock }: JobContext, organisationId: string): Context {
  const actor = { type: "system", id: "webhooks", organisationId, scopes: SCOPES } as const;
  return { db: tx, chain, clock, requestId: "webhooks", actor };
}

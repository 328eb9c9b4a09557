import { randomInt } from "node:crypto";
import type { Transaction } from "@/lib/db/database";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { newId } from "@/lib/ids";
import { audit } from "@/lib/services/audit";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { requireCurrency } from "@/lib/services/find-currency";
import { requireFields } from "@/lib/services/invalid-fields";
import { slugify } from "@/lib/services/slugify";
import { newTicketType } from "@/lib/services/ticket-type/new-ticket-type";
import { violates } from "@/lib/services/violates";
import { checkCreate } from "./check-create";
import { duplicateExternalId } from "./duplicate-external-id";
import type { EventRow } from "./find";
import { loadEventRecord } from "./load-records";
import { projectEvent } from "./project-event";
import type { CreateEventInput, EventOutput } from "./schema";
import { venueColumns } from "./venue-columns";

/**
 * Writes a draft with its ticket types. Nothing of it is public, or on the chain, before it is published.
 * @throws {AppError} `forbidden`, `validation_failed`, `duplicate_external_id`.
 */
export async function createEvent(options: { ctx: Context; input: CreateEventInput }): Promise<EventOutput> {
  const { ctx, input } = options;
  authorise(ctx, "events:write");
  const problems = checkCreate(input, ctx.chain);
  requireFields(problems);

  const record = await ctx.db
    .transaction(async (tx) => {
      const event = await insertEvent(tx, ctx, input);
      await tx.insert(ticketTypes).values(ticketTypeRows(event, input, ctx.clock.now()));
      await audit(tx, ctx, {
        action: "event.create",
        entity: "event",
        entityId: event.id,
        data: { name: event.name },
      });
      return loadEventRecord(tx, event, ctx.clock.now());
    })
    .catch((error: unknown) => {
      throw violates(error, "events_external_id") ? duplicateExternalId(input.externalId, error) : error;
    });
  return projectEvent(record, ctx.clock.now());
}

/** Inserts the event under the first slug that is free: its name, then its name and a number. */
async function insertEvent(tx: Transaction, ctx: Context, input: CreateEventInput): Promise<EventRow> {
  const base = slugify(input.name, "event");
  for (let slug = base; ; slug = `${base}-${randomInt(1_000, 1_000_000)}`) {
    const [row] = await tx
      .insert(events)
      .values({ ...eventRow(ctx, input), slug })
      .onConflictDoNothing({ target: events.slug })
      .returning();
    if (row) return row;
  }
}

function eventRow(ctx: Context, input: CreateEventInput): Omit<typeof events.$inferInsert, "slug"> {
  const now = ctx.clock.now();
  return {
    id: newId("evt"),
    organisationId: ctx.actor.organisationId,
    name: input.name,
    description: input.description ?? null,
    imageUrl: input.imageUrl ?? null,
    externalId: input.externalId ?? null,
    startsAt: input.startsAt,
    endsAt: input.endsAt,
    timeZone: input.timeZone,
    ...requireCurrency(input.currency, ctx.chain),
    ...venueColumns(input.venue ?? null),
    transferPolicy: input.transferPolicy,
    resaleCapBps: input.resaleCapBps,
    royaltyBps: input.royaltyBps,
    maxPerWallet: input.maxPerWallet ?? null,
    resaleClosesAt: input.resaleClosesAt ?? input.startsAt,
    createdAt: now,
    updatedAt: now,
  };
}

function ticketTypeRows(event: EventRow, input: CreateEventInput, now: Date) {
  // Numbered as the contract counts them.
  return input.ticketTypes.map((type, i) => newTicketType({ event, number: i + 1, input: type, now }));
}

import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { tickets } from "@/lib/db/schema/tickets";
import { AppError, type FieldError } from "@/lib/errors";
import type { MintTicketInput } from "./schema";

/**
 * Refuses external ids that the event has already, or that the call names twice. The caller holds the event's lock.
 * @throws {AppError} `duplicate_external_id`, with every index.
 */
export async function requireNewExternalIds(
  tx: Transaction,
  eventId: string,
  asked: readonly MintTicketInput[],
): Promise<void> {
  const wanted = asked.flatMap((ticket) => ticket.externalId ?? []);
  if (wanted.length === 0) return;
  const taken = await findTaken(tx, eventId, wanted);
  const seen = new Map<string, number>();
  const errors = asked.flatMap(({ externalId }, index): FieldError[] => {
    if (typeof externalId !== "string") return [];
    const path = `tickets.${index}.externalId`;
    const earlier = seen.get(externalId);
    seen.set(externalId, earlier ?? index);
    if (taken.has(externalId)) return [{ path, message: "is taken by another ticket of the event" }];
    return earlier === undefined ? [] : [{ path, message: `is that of tickets.${earlier} too` }];
  });
  if (errors.length === 0) return;
  const indexes = errors.slice(0, 5).map((error) => error.path);
  const more = errors.length > indexes.length ? ` and ${errors.length - indexes.length} more` : "";
  throw new AppError("duplicate_external_id", `Taken: ${indexes.join(", ")}${more}. Nothing was issued.`, {
    errors,
  });
}

async function findTaken(tx: Transaction, eventId: string, wanted: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ externalId: tickets.externalId })
    .from(tickets)
    .where(and(eq(tickets.eventId, eventId), inList(tickets.externalId, wanted)));
  return new Set(rows.flatMap(({ externalId }) => externalId ?? []));
}

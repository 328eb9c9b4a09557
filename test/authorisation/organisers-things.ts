import { anEvent, someTickets } from "@/test/api-builders";
import type { apiClient } from "@/test/api-client";
import type { TestRuntime } from "@/test/test-runtime";
import type { Named } from "./expected-access";
import { storedThings } from "./stored-things";

/** Ids of one of each kind of thing that an organisation has; and those that its own systems know them by. */
export async function organisersThings(
  runtime: TestRuntime,
  organiser: Awaited<ReturnType<typeof apiClient>>,
) {
  const event = await anEvent(organiser, { currency: "ETH", externalId: "their-event" });
  const part = { externalId: "their-ticket", orderId: "their-order" };
  const { batch, ids, tickets } = await someTickets(organiser, event, [part]);
  const { keyId } = await organiser.colleague(["events:read"]);
  const stored = await storedThings(runtime, {
    organisationId: organiser.organisationId,
    eventId: event.id,
    ticketTypeId: event.typeId,
    ticketId: ids[0] ?? "",
  });
  const ours: Record<Named, string> = {
    ...stored,
    order: tickets[0]?.orderId ?? "",
    event: event.id,
    ticket_type: event.typeId,
    ticket: ids[0] ?? "",
    action: event.action.id,
    batch: batch.id,
    api_key: keyId,
  };
  const external: Partial<Record<Named, string>> = { event: "ext:their-event", ticket: "ext:their-ticket" };
  return { ours, external };
}

/** Which kind of thing the fields of bodies and queries name. */
export const NAMED_BY_FIELD: Readonly<Record<string, Named>> = {
  eventId: "event",
  ticketTypeId: "ticket_type",
  ticketId: "ticket",
  entityId: "ticket",
};

import { expect } from "vitest";
import { eventOutput, publishedEventOutput } from "@/lib/services/event/schema";
import { mintTicketsOutput } from "@/lib/services/ticket/schema";
import type { ApiClient } from "./api-client";

const DAY_MS = 86_400_000;

export const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

/** A body that makes an event, with changes. */
export function eventBody(change: Record<string, unknown> = {}) {
  return {
    name: "Summer Night",
    startsAt: daysFromNow(30),
    endsAt: daysFromNow(31),
    timeZone: "Europe/Berlin",
    currency: "EUR",
    ticketTypes: [{ name: "General", price: "25", supply: 10 }],
    ...change,
  };
}

export async function aDraft(api: ApiClient, change: Record<string, unknown> = {}) {
  const { status, body } = await api.post("/events", eventBody(change));
  expect(status).toBe(201);
  const event = eventOutput.parse(body);
  const typeId = event.ticketTypes[0]?.id ?? "";
  return { ...event, typeId };
}

export async function anEvent(api: ApiClient, change: Record<string, unknown> = {}) {
  const { id, typeId } = await aDraft(api, change);
  const { status, body } = await api.post(`/events/${id}/publish`);
  expect(status).toBe(202);
  return { ...publishedEventOutput.parse(body), typeId };
}

/** Mints tickets of the event's first type; each part is one ticket's further fields. */
export async function someTickets(
  api: ApiClient,
  event: { id: string; typeId: string },
  parts: readonly Record<string, unknown>[] = [{}],
) {
  const tickets = parts.map((part) => ({ ticketTypeId: event.typeId, ...part }));
  const { status, body } = await api.post("/tickets/mint", { eventId: event.id, tickets });
  expect(status).toBe(202);
  const minted = mintTicketsOutput.parse(body);
  return { ...minted, ids: minted.tickets.map(({ id }) => id) };
}

export async function aTicket(api: ApiClient, part: Record<string, unknown> = {}) {
  const event = await anEvent(api);
  const { tickets } = await someTickets(api, event, [part]);
  const [ticket] = tickets;
  if (!ticket) throw new Error("No ticket was answered.");
  return { event, ticket, id: ticket.id };
}

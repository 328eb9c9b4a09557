import { expectThat } from "./example-error";
import type { Api, ExampleEvent } from "./open-api";
import type { Guest } from "./read-guests";

const DAY_MS = 86_400_000;

const PRICES: Readonly<Record<string, string>> = {
  Standing: "32.00",
  Stalls: "45.00",
  Balcony: "39.50",
  Lounge: "120.00",
};

/** Makes an event a month from now, with as many tickets of each type as there are guests for it. */
export async function createEvent(api: Api, guests: readonly Guest[]): Promise<ExampleEvent> {
  const startsAt = new Date(Math.ceil(Date.now() / DAY_MS) * DAY_MS + 30 * DAY_MS + 18 * 3_600_000);
  const supplies = Map.groupBy(guests, ({ ticketType }) => ticketType);
  const body = {
    name: "An Evening of Many Voices",
    description: "Made by the example: five hundred guests, four kinds of tickets, one contract.",
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + 5 * 3_600_000).toISOString(),
    timeZone: "Europe/Lisbon",
    currency: "EUR",
    venue: { name: "Salão do Cais", address: "Rua do Cais 4, Lisboa", latitude: 38.7057, longitude: -9.1446 },
    ticketTypes: [...supplies].map(([name, group]) => ({
      name,
      price: PRICES[name] ?? "25.00",
      supply: group.length,
    })),
  };
  const event = await api.post("/events", { body });
  expectThat(
    event.ticketTypes.length === supplies.size,
    "The event doesn't have the ticket types it was made with.",
  );
  return event;
}

/** Publishes it: its contract's address is known at once, the chain follows. */
export function publishEvent(api: Api, event: ExampleEvent) {
  return api.post("/events/{id}/publish", { params: { path: { id: event.id } } });
}

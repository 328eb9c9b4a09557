import { ExampleError, expectThat } from "./example-error";
import type { Api, ExampleEvent } from "./open-api";
import { drawProgress } from "./progress-bar";
import type { Guest } from "./read-guests";

/** Mints a ticket for each guest in one call and waits until the chain has them all. */
export async function mintGuests(api: Api, event: ExampleEvent, guests: readonly Guest[]): Promise<void> {
  const typeIds = new Map(event.ticketTypes.map(({ id, name }) => [name, id]));
  const tickets = guests.map(({ name, ticketType, ...guest }) => {
    const ticketTypeId = typeIds.get(ticketType);
    if (!ticketTypeId) throw new ExampleError(`The event has no ticket type ${ticketType}.`);
    return { ...guest, ticketTypeId, attendee: { name } };
  });
  const { batch, tickets: minted } = await api.post("/tickets/mint", {
    body: { eventId: event.id, tickets },
  });
  expectThat(
    minted.length === guests.length,
    `${minted.length} tickets were answered instead of ${guests.length}.`,
  );

  const done = await api.followBatch(batch.id, { onProgress: drawProgress });
  const isWhole = done.confirmed === guests.length && done.failed === 0;
  expectThat(isWhole, `${done.confirmed} of ${guests.length} tickets were confirmed, ${done.failed} failed.`);
}

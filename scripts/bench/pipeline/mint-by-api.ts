import { setTimeout as sleep } from "node:timers/promises";
import type { TicketChainClient } from "@/lib/client/create-client";
import { newWallet } from "./new-wallet";

const WARM_UP = 1_000;
const PER_CALL = 1_000;
const POLL_MS = 25;

/**
 * Mints tickets over `/api/v1`, each to a wallet of its own, in calls of a thousand one after the other, and waits until the API
 * says that all are confirmed.
 * @returns tickets per second, from the first call to the last confirmation.
 */
export async function mintByApi(api: TicketChainClient, tickets: number): Promise<number> {
  const event = await publishedEvent(api);
  await mintAndWait(api, event, WARM_UP);
  const startedMs = performance.now();
  await mintAndWait(api, event, tickets);
  return (tickets / (performance.now() - startedMs)) * 1000;
}

type Target = { eventId: string; ticketTypeId: string };

async function publishedEvent(api: TicketChainClient): Promise<Target> {
  const startsAt = new Date(Date.now() + 30 * 86_400_000);
  const body = {
    name: "Benchmark",
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + 86_400_000).toISOString(),
    timeZone: "UTC",
    currency: "EUR",
    ticketTypes: [{ name: "General", price: "25.00", supply: 1_000_000 }],
  };
  const { id: eventId, ticketTypes } = await api.post("/events", { body });
  const { action } = await api.post("/events/{id}/publish", { params: { path: { id: eventId } } });
  await api.waitForAction(action.id);
  return { eventId, ticketTypeId: ticketTypes[0]?.id ?? "" };
}

async function mintAndWait(
  api: TicketChainClient,
  { eventId, ticketTypeId }: Target,
  count: number,
): Promise<void> {
  const batchIds: string[] = [];
  for (let minted = 0; minted < count; minted += PER_CALL) {
    const tickets = Array.from({ length: PER_CALL }, () => ({ ticketTypeId, to: newWallet() }));
    const { batch } = await api.post("/tickets/mint", { body: { eventId, tickets } });
    batchIds.push(batch.id);
  }
  for (const id of batchIds) {
    for (;;) {
      const { total, confirmed, failed } = await api.get("/batches/{id}", { params: { path: { id } } });
      if (failed > 0) throw new Error(`${failed} tickets of the benchmark could not be minted.`);
      if (confirmed === total) break;
      await sleep(POLL_MS);
    }
  }
}

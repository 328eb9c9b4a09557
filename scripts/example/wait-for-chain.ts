import { setTimeout as sleep } from "node:timers/promises";
import { actionSchema, type Ticket, ticketSchema } from "./answers";
import type { Api } from "./api";
import { ExampleError } from "./example-error";

const PATIENCE_MS = 3 * 60_000;
const PAUSE_MS = 300;

/** The transaction of an action, once it is confirmed. */
export async function confirmedAction(api: Api, id: string): Promise<string> {
  const action = await until(`action ${id}`, async () => {
    const { status, txHash, error } = await api.get(`/actions/${id}`, actionSchema);
    if (status === "failed") throw new ExampleError(`The action ${id} failed: ${error?.detail}`);
    return isOnChain(status) ? txHash : null;
  });
  return action;
}

/** The ticket, once the chain has what was last done to it. */
export async function confirmedTicket(api: Api, id: string): Promise<Ticket & { txHash: string }> {
  return until(`ticket ${id}`, async () => {
    const ticket = await api.get(`/tickets/${id}`, ticketSchema);
    const { state, txHash } = ticket.chain;
    if (state === "failed") throw new ExampleError(`What was done to the ticket ${id} failed on the chain.`);
    return isOnChain(state) && txHash ? { ...ticket, txHash } : null;
  });
}

function isOnChain(state: string): boolean {
  return state === "confirmed" || state === "final";
}

async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const startedMs = Date.now();
  for (let found = await look(); ; found = await look()) {
    if (found !== null) return found;
    if (Date.now() - startedMs > PATIENCE_MS)
      throw new ExampleError(`The chain did not confirm ${what} in time.`);
    await sleep(PAUSE_MS);
  }
}

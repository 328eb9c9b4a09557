import { setTimeout as sleep } from "node:timers/promises";
import { ExampleError } from "./example-error";
import { type Api, patience, type Ticket } from "./open-api";

const PAUSE_MS = 300;

/** The transaction of an action, once it is confirmed. */
export async function confirmedAction(api: Api, id: string): Promise<string> {
  const { txHash } = await api.waitForAction(id, patience());
  if (txHash === null) throw new ExampleError(`The action ${id} is confirmed without a transaction.`);
  return txHash;
}

/** The ticket and its transaction, once the chain has what was last done to it. */
export async function confirmedTicket(api: Api, id: string): Promise<Ticket & { txHash: string }> {
  const { signal } = patience();
  for (;;) {
    const ticket = await api.get("/tickets/{id}", { params: { path: { id } }, signal });
    const { state, txHash } = ticket.chain;
    if (state === "failed") throw new ExampleError(`What was done to the ticket ${id} failed on the chain.`);
    if ((state === "confirmed" || state === "final") && txHash) return { ...ticket, txHash };
    await sleep(PAUSE_MS, undefined, { signal });
  }
}

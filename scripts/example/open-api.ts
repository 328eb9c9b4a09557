import { createClient, type TicketChainClient } from "@/lib/client/create-client";
import type { components } from "@/lib/client/schema";
import type { Settings } from "./settings";

/** How long the server may be away, as while it restarts, and the chain may take. */
const PATIENCE_MS = 3 * 60_000;

export type Api = TicketChainClient & { appUrl: string };
export type ExampleEvent = components["schemas"]["Event"];
export type Ticket = components["schemas"]["Ticket"];

/** The client that anybody may copy, which says so when it has to try again. */
export function openApi({ appUrl, apiKey }: Settings): Api {
  const told = new Set<string>();
  const client = createClient({
    baseUrl: appUrl,
    apiKey,
    patienceMs: PATIENCE_MS,
    onRetry: ({ call, reason }) => {
      if (!told.has(call)) console.error(`\n${call}: ${reason}; trying again …`);
      told.add(call);
    },
  });
  return { ...client, appUrl };
}

/** Ends what takes longer than the chain should. */
export function patience(): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(PATIENCE_MS) };
}

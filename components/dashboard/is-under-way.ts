import type { ChainState } from "@/lib/services/action/schema";

/** Whether something is still on its way to the chain. */
export function isUnderWay(chain: Pick<ChainState, "state"> | null): boolean {
  return chain?.state === "queued" || chain?.state === "submitted";
}

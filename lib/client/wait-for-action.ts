import { ActionFailed } from "./action-failed";
import { pause } from "./pause";
import type { components } from "./schema";

export type Action = components["schemas"]["Action"];

type WaitOptions = {
  read: (init: { signal?: AbortSignal }) => Promise<Action>;
  /** `confirmed`: mined at the depth the server asks for; `final`: beyond any reorganisation. */
  until?: "confirmed" | "final";
  signal?: AbortSignal;
};

const PAUSE_MS = 250;
const PAUSE_MS_MAX = 2_000;

/**
 * Asks for an action until the chain has it; as long as it takes, unless `signal` ends it.
 * @throws {ActionFailed}
 */
export async function waitForAction({ read, until = "confirmed", signal }: WaitOptions): Promise<Action> {
  for (let pauseMs = PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.5, PAUSE_MS_MAX)) {
    const action = await read(signal ? { signal } : {});
    if (action.status === "failed") throw new ActionFailed(action);
    if (action.status === "final" || action.status === until) return action;
    await pause(pauseMs, signal);
  }
}

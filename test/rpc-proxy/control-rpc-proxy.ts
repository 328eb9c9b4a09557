import { type ControlAnswer, type ControlMessage, controlAnswerSchema } from "./control-messages";
import type { Counts } from "./counts";
import type { FaultsInput } from "./faults";

export type RpcProxyControl = {
  /** Replaces all faults by these. */
  setFaults(faults: FaultsInput): Promise<void>;
  /** Ends all faults, and lets go of what is held. What was forgotten stays so. */
  heal(): Promise<void>;
  /** Does something to the node while no request is there. */
  whileHeld<T>(work: () => Promise<T>): Promise<T>;
  counts(): Promise<Counts>;
};

/** Controls the proxy at this URL, in whatever process it runs. */
export function controlRpcProxy(url: string): RpcProxyControl {
  async function tell(message: ControlMessage): Promise<ControlAnswer> {
    const response = await fetch(new URL("/control", url), { method: "POST", body: JSON.stringify(message) });
    if (!response.ok) throw new Error(`The proxy refused: ${await response.text()}`);
    return controlAnswerSchema.parse(await response.json());
  }
  return {
    async setFaults(faults) {
      await tell({ action: "set", faults });
    },
    async heal() {
      await tell({ action: "heal" });
    },
    async whileHeld(work) {
      await tell({ action: "hold" });
      try {
        return await work();
      } finally {
        await tell({ action: "release" });
      }
    },
    counts: async () => (await tell({ action: "counts" })).counts,
  };
}

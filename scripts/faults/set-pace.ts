import type { Stage } from "./stage";
import { testClient } from "./test-client";

export type Pace = "at once" | "once a second";

/**
 * Mines at once what is sent, or once a second what has come together: then transactions are on their way for longer, as on other
 * chains. A chain that is started again mines at once.
 */
export async function setPace(chain: Pick<Stage, "rpcUrl" | "pace">, pace: Pace): Promise<void> {
  const client = testClient(chain.rpcUrl);
  chain.pace.current = pace;
  if (pace === "once a second") return client.setIntervalMining({ interval: 1 });
  // In this order: no interval is no mining at all for anvil.
  await client.setIntervalMining({ interval: 0 });
  await client.setAutomine(true);
}

/**
 * A process that fires requests by autocannon: of its own, so that making requests takes no turn from those who answer them
 * or count them. Takes a `Shot` a message and answers each with a `Hit`.
 */
import autocannon from "autocannon";
import { type Answer, type Hit, type Shot, shotSchema } from "./shot";

process.on("message", async (message) => {
  const answer = await fire(shotSchema.parse(message)).then(
    (hit): Answer => ({ hit }),
    (error: unknown): Answer => ({ error: String(error) }),
  );
  process.send?.(answer);
});

/** @throws when anything but 2xx was answered: a refusal is quicker than the work. */
async function fire({ url, method, headers, requests, connections, seconds }: Shot): Promise<Hit> {
  let next = 0;
  const setupRequest = (request: autocannon.Request) => ({
    ...request,
    ...requests[next++ % requests.length],
  });
  const latencies: number[] = [];
  const startedMs = performance.now();
  let lastMs = startedMs;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections,
        requests: [{ method, headers, setupRequest }],
        ...(seconds === null ? { amount: requests.length } : { duration: seconds }),
      },
      (error, finished) => (error ? reject(error) : resolve(finished)),
    );
    instance.on("response", (_client, _status, _bytes, latencyMs) => {
      latencies.push(latencyMs);
      lastMs = performance.now();
    });
  });
  requireAnswers(result);
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return {
    perSecond: (latencies.length / (lastMs - startedMs)) * 1000,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}

function requireAnswers({ non2xx, errors, statusCodeStats }: autocannon.Result): void {
  if (non2xx + errors === 0) return;
  throw new Error(`${non2xx} refusals, ${errors} errors: ${JSON.stringify(statusCodeStats)}`);
}

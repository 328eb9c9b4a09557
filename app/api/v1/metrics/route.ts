import { readMetrics } from "@/lib/api/read-metrics";
import { operators } from "@/lib/api/route/operators";
import { textReply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";

const get = route({
  operationId: "getMetrics",
  tag: "System",
  summary: "Figures for Prometheus",
  description:
    "How far the index is, what waits, how the server's accounts are off, rounds of the pipeline, requests, and the process " +
    "itself, in Prometheus' text format. With `METRICS_TOKEN` set it is sent as `Authorization: Bearer …`; without, callers " +
    "on the server's own machine are answered and no others.",
  access: operators,
  rate: "unlimited",
  responses: {
    200: {
      description: "The figures",
      text: "text/plain; version=0.0.4; charset=utf-8",
      example:
        "# HELP ticketchain_index_lag_blocks Blocks the index is behind\n# TYPE ticketchain_index_lag_blocks gauge\nticketchain_index_lag_blocks 0\n",
    },
  },
  errors: ["unauthenticated", "forbidden"],
  handler: async () => textReply(200, await readMetrics()),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/metrics", { GET: get });

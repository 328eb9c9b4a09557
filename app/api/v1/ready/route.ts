import { openToAll } from "@/lib/api/route/open-to-all";
import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { readiness } from "@/lib/services/health/readiness";
import { readinessOutput } from "@/lib/services/health/schema";

const get = route({
  operationId: "getReadiness",
  tag: "System",
  summary: "Is the server ready for work",
  description:
    "Whether the database and the chain can be reached, how far the index is behind, and what waits.",
  access: openToAll,
  rate: "unlimited",
  responses: {
    200: { description: "Ready", schema: readinessOutput },
    503: {
      description: "Not ready; the parts say why",
      schema: readinessOutput,
      example: { status: "not_ready", database: "down" },
    },
  },
  handler: async ({ ctx }) => {
    const state = await readiness(ctx);
    return reply(state.status === "ready" ? 200 : 503, state);
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/ready", { GET: get });

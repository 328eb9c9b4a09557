import { z } from "zod";
import { openToAll } from "@/lib/api/route/open-to-all";
import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";

const healthOutput = z.object({ status: z.literal("ok") }).meta({ id: "Health" });

const get = route({
  operationId: "getHealth",
  tag: "System",
  summary: "Is the process alive",
  description: "Answers as long as the process runs, whatever its database and chain do.",
  access: openToAll,
  rate: "unlimited",
  responses: { 200: { description: "It is", schema: healthOutput } },
  handler: async () => reply(200, { status: "ok" }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/health", { GET: get });

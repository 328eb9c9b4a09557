import { z } from "zod";
import { openToAll } from "@/lib/api/route/open-to-all";
import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";

const documentOutput = z.looseObject({ openapi: z.string() }).meta({ id: "OpenApiDocument" });

const get = route({
  operationId: "getOpenApiDocument",
  tag: "System",
  summary: "Get this document",
  description: "The OpenAPI 3.1 document of this API, made from the schemas that validate its requests.",
  access: openToAll,
  responses: { 200: { description: "The document", schema: documentOutput } },
  cors: true,
  handler: async () => {
    // Imported when asked for: the document lists this route too.
    const { apiDocument } = await import("../document");
    return reply(200, { ...apiDocument() }, { "Cache-Control": "public, max-age=300" });
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/openapi.json", { GET: get });

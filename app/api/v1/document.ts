import { createApiDocument } from "@/lib/api/openapi/create-api-document";
import { routeTable } from "./route-table";

let document: ReturnType<typeof createApiDocument> | undefined;

/** The OpenAPI document of this API; made once, since its routes are fixed. */
export function apiDocument(): ReturnType<typeof createApiDocument> {
  document ??= createApiDocument(routeTable);
  return document;
}

import type { WrittenFiles } from "../lib/written-files";
import { collectionOf } from "./collection-of";
import { typesOf } from "./types-of";

/** Everything that is made from the API's document. Needs the hooks of `scripts/generate-api.ts`. */
export async function generatedFiles(): Promise<WrittenFiles> {
  const { apiDocument } = await import("@/app/api/v1/document");
  const document = apiDocument();
  return new Map([
    ["docs/api/openapi.json", json(document)],
    ["docs/api/ticketchain.postman_collection.json", json(collectionOf(document))],
    ["lib/client/schema.ts", await typesOf(JSON.stringify(document))],
  ]);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

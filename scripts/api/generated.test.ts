import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { apiDocument } from "@/app/api/v1/document";
import { repository } from "../lib/repository";
import { collectionOf } from "./collection-of";

const committed = (path: string): unknown => JSON.parse(readFileSync(join(repository, path), "utf8"));
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("the committed document is what the server answers; else run npm run api:generate", () => {
  expect(committed("docs/api/openapi.json")).toEqual(plain(apiDocument()));
});

test("the committed collection is made from it; else run npm run api:generate", () => {
  const collection = committed("docs/api/ticketchain.postman_collection.json");
  expect(collection).toEqual(plain(collectionOf(apiDocument())));
});

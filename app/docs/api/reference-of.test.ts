import { expect, test } from "vitest";
import { apiDocument } from "@/app/api/v1/document";
import { routeTable } from "@/app/api/v1/route-table";
import { curlOf } from "@/components/docs/curl-of";
import { matchReference } from "@/components/docs/match-reference";
import { referenceOf } from "@/components/docs/reference-of";
import { operationsOf } from "@/lib/api/openapi/operations-of";
import { ERRORS } from "@/lib/errors";

const reference = referenceOf(apiDocument());
const { sections } = reference;
const shown = sections.flatMap(({ operations }) => operations);
const operations = operationsOf(routeTable).map(({ operation }) => operation);

test("the page shows every operation", () => {
  expect(shown.map(({ id }) => id).sort()).toEqual(operations.map(({ operationId }) => operationId).sort());
});

test.each(shown)("the examples of what $id answers fit the schemas of its answers", ({ id, answers }) => {
  const operation = operations.find(({ operationId }) => operationId === id);
  for (const { status, example } of answers) {
    const spec = operation?.responses[Number(status)];
    if (spec && "schema" in spec) expect(spec.schema.safeParse(example)).toMatchObject({ success: true });
  }
});

test("the page explains every code", () => {
  expect(reference.errors.map(({ code }) => code)).toEqual(Object.keys(ERRORS));
});

test("no example leaves a part of its path open", () => {
  for (const operation of shown) expect(curlOf(operation, "http://x").split("\n")[0]).not.toMatch(/[{}]/);
});

test("a search finds operations by name, path, field, scope and code; what is named so comes first", () => {
  const found = (query: string) => matchReference(reference, query).anchors;
  expect(found("mint")[0]).toBe("mintTickets");
  expect(found("post /tickets/{id}/checkin")).toEqual(["checkInTicket"]);
  expect(found("tickets[].seat.row")).toEqual(["mintTickets"]);
  expect(found("keys:write")).toEqual(expect.arrayContaining(["listApiKeys", "createApiKey"]));
  expect(found("SOLD_OUT")).toEqual(["sold_out", "mintTickets", "createHold"]);
  expect(found("sold_out zebra")).toEqual([]);
  expect(found("  ")).toHaveLength(shown.length + reference.errors.length);
});

test("lists the fields of a body by their paths", () => {
  const mint = shown.find(({ id }) => id === "mintTickets");
  const paths = mint?.bodyFields.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(["eventId", "tickets", "tickets[].to", "tickets[].seat.row"]));
  expect(mint?.bodyFields[0]).toMatchObject({ path: "eventId", type: "string", isRequired: true });
});

test("an example call quotes its body for the shell", () => {
  const create = shown.find(({ id }) => id === "createOrganisation");
  if (!create) throw new Error("It is not there.");
  const call = curlOf({ ...create, bodyExample: { name: "Ada's" } }, "http://x");
  expect(call).toContain(`-d '{\n  "name": "Ada'\\''s"\n}'`);
});

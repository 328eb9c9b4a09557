import { expect, test } from "vitest";
import { apiDocument } from "@/app/api/v1/document";
import { routeTable } from "@/app/api/v1/route-table";
import { curlOf } from "@/components/docs/curl-of";
import { referenceOf } from "@/components/docs/reference-of";
import { operationsOf } from "@/lib/api/openapi/operations-of";

const { sections } = referenceOf(apiDocument());
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

import { globSync } from "node:fs";
import { join, sep } from "node:path";
import { describe, expect, test } from "vitest";
import { operationsOf } from "@/lib/api/openapi/operations-of";
import { METHODS } from "@/lib/api/route/resource";
import { apiDocument } from "./document";
import { routeTable } from "./route-table";

const FOLDER = import.meta.dirname;
const CATCH_ALL = "/[[...path]]";

const routeFiles = globSync("**/route.ts", { cwd: FOLDER }).map(
  (file) => `/${file.split(sep).slice(0, -1).join("/")}`,
);
const paths = routeFiles
  .filter((path) => path !== CATCH_ALL)
  .map((path) => path.replaceAll("[", "{").replaceAll("]", "}"));
const operations = operationsOf(routeTable);
const document = apiDocument();

describe("the route table", () => {
  test("has a route for each file, and a file for each route", () => {
    expect(routeTable.map((resource) => resource.GET.path).sort()).toEqual(paths.toSorted());
  });

  test.each(routeFiles)("%s answers every method itself", async (path) => {
    const module: Record<string, unknown> = await import(join(FOLDER, path, "route.ts"));
    for (const method of [...METHODS, "HEAD", "OPTIONS"])
      expect(module[method], method).toBeTypeOf("function");
  });

  test("has no two operations with one name", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids).toHaveLength(new Set(ids).size);
  });
});

describe("the document", () => {
  test("lists the operations of the table and no others", () => {
    const listed = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      METHODS.filter((method) => method.toLowerCase() in item).map((method) => `${method} ${path}`),
    );
    expect(listed.sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort());
  });

  test("lists itself", () => {
    expect(document.paths).toHaveProperty("/openapi.json");
  });

  test("resolves every reference", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      (match) => match[1] ?? "",
    );
    expect(references.length).toBeGreaterThan(50);
    for (const reference of new Set(references)) expect(document).toHaveProperty(reference.split("/"));
  });

  test("says of each operation which scope it takes", () => {
    for (const { path, method, operation } of operations) {
      const item = Object.entries(document.paths?.[path] ?? {}).find(
        ([key]) => key === method.toLowerCase(),
      )?.[1];
      const { kind, scope } = operation.access;
      expect(item, path).toMatchObject(scope ? { "x-required-scope": scope } : {});
      expect(item.security.length === 0, path).toBe(kind === "public");
    }
  });
});

test.each(operations.filter(({ operation }) => operation.body && "bodyExample" in operation))(
  "the example of $operation.operationId is a body that it takes",
  ({ operation }) => {
    expect(operation.body?.safeParse(operation.bodyExample)).toMatchObject({ success: true });
  },
);

test.each(operations)(
  "$operation.operationId names the parameters that its path has",
  ({ path, operation }) => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const example = Object.fromEntries(inPath.map((name) => [name, "x"]));
    expect(operation.params?.safeParse(example).success ?? inPath.length === 0).toBe(true);
  },
);

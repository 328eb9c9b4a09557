import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ERRORS } from "./errors";

test("each code is one that something answers", () => {
  const sources = globSync("lib/**/*.ts", {
    exclude: ["**/*.test.ts", "lib/errors.ts", "lib/api/openapi/**"],
  });
  const text = sources.map((path) => readFileSync(path, "utf8")).join("\n");
  const unused = Object.keys(ERRORS).filter((code) => !text.includes(`"${code}"`));
  expect(unused).toEqual([]);
});

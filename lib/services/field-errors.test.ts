import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fieldErrors } from "./field-errors";
import { address, amount, email, fields, instant, line, listShape, prose, reference, webUrl } from "./fields";

const schema = fields({ name: line(10), seats: z.array(fields({ row: line(3) })) });

function errorsOf(input: unknown, of: z.ZodType = schema) {
  const parsed = of.safeParse(input);
  return parsed.success ? [] : fieldErrors(parsed.error);
}

describe("fieldErrors", () => {
  it("names every bad field by its dotted path", () => {
    const paths = errorsOf({ name: "", seats: [{ row: "A" }, { row: "ABCD" }] }).map((error) => error.path);
    expect(paths).toEqual(["name", "seats.1.row"]);
  });

  it("names each unknown field under its own name", () => {
    const paths = errorsOf({ nmae: "x", name: "y", seats: [{ row: "A", col: 1 }] }).map(
      (error) => error.path,
    );
    expect(paths).toEqual(["seats.0.col", "nmae"]);
  });
});

describe("the kinds of field", () => {
  it("trim a line and keep control characters out, which no text column takes", () => {
    expect(line(5).parse("  a b ")).toBe("a b");
    expect(errorsOf("a\u0000b", line(5))).toHaveLength(1);
    expect(errorsOf("a\nb", line(5))).toHaveLength(1);
  });

  it.each(["a\u0000", "a\ud800"])("keep %j out everywhere: the database would refuse it", (text) => {
    for (const kind of [line(9), prose(9), reference(9), email, amount, address]) {
      expect(errorsOf(text, kind)).not.toEqual([]);
    }
    expect(errorsOf(`https://example.org/${text}`, webUrl)).not.toEqual([]);
  });

  it("read a time with any offset as the same moment", () => {
    expect(instant.parse("2030-01-01T01:00:00+01:00")).toEqual(new Date("2030-01-01T00:00:00Z"));
  });

  it.each(["2030-01-01T00:00:00", "2030-02-30T00:00:00Z", "tomorrow", "9999-12-31T23:59:59-12:00", 5, null])(
    "refuse %j as a time",
    (value) => expect(errorsOf(value, instant)).toHaveLength(1),
  );

  it.each(["0", "201", "x", "1.5", ""])("refuse a limit of %j", (limit) => {
    expect(errorsOf({ limit }, fields(listShape))).toEqual([
      { path: "limit", message: "must be a whole number from 1 to 200" },
    ]);
  });
});

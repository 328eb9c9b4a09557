import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { readCursor, toPage } from "./list";

const rows = Array.from({ length: 3 }, () => ({ id: newId("evt") })).reverse();

describe("toPage", () => {
  it("gives a cursor that stands after its last row", () => {
    const page = toPage(rows, 2, (row) => row.id);
    expect(page.data).toEqual(rows.slice(0, 2).map((row) => row.id));
    expect(readCursor(page.nextCursor ?? undefined, "evt")).toBe(rows[1]?.id);
  });

  it("gives none on the last page", () => {
    expect(toPage(rows, 3, (row) => row.id).nextCursor).toBeNull();
    expect(toPage([], 3, (row: { id: string }) => row.id).nextCursor).toBeNull();
  });
});

describe("readCursor", () => {
  it("begins at the start without one", () => expect(readCursor(undefined, "evt")).toBeNull());

  it.each([
    "",
    "x",
    "not a cursor",
    Buffer.from(newId("tkt")).toString("base64url"),
    `${Buffer.from(newId("evt")).toString("base64url")}=`,
  ])("refuses %j, naming the field", (cursor) => {
    const error = expect.objectContaining({
      code: "validation_failed",
      errors: [expect.objectContaining({ path: "cursor" })],
    });
    expect(() => readCursor(cursor, "evt")).toThrow(error);
  });
});

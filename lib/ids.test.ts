import fc from "fast-check";
import { expect, test } from "vitest";
import { ID_PREFIXES, idFromBytes16, idToBytes16, isId, newId } from "./ids";

test("an id survives the 16 bytes in which contracts carry it", () => {
  for (const prefix of ID_PREFIXES) {
    const id = newId(prefix);
    expect(idToBytes16(id)).toMatch(/^0x[0-9a-f]{32}$/);
    expect(idFromBytes16(prefix, idToBytes16(id))).toBe(id);
  }
});

test("an id is of its own kind only", () => {
  expect(isId("tkt", newId("tkt"))).toBe(true);
  expect(isId("tkt", newId("evt"))).toBe(false);
});

test("ids made later sort later", () => {
  const ids = Array.from({ length: 500 }, () => newId("tkt"));
  expect([...ids].sort()).toEqual(ids);
});

test("no text makes the check throw", () => {
  fc.assert(fc.property(fc.string(), (text) => isId("tkt", text) === false || text.startsWith("tkt_")));
  fc.assert(fc.property(fc.string(), (text) => typeof isId("tkt", `tkt_${text}`) === "boolean"));
});

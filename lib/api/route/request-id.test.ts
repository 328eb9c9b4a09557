import { expect, test } from "vitest";
import { requestIdOf } from "./request-id";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const idFor = (given: string) => requestIdOf(new Headers({ "X-Request-Id": given }));

test("keeps an id that is short and plain", () => {
  expect(idFor("shop-7:order_99.a")).toBe("shop-7:order_99.a");
  expect(idFor("a".repeat(128))).toBe("a".repeat(128));
});

test.each(["", "a".repeat(129), "two words", "<script>", 'say "hi"', "é"])("replaces %j", (given) => {
  expect(idFor(given)).toMatch(UUID);
});

test("makes a new one for each call that brings none", () => {
  expect(requestIdOf(new Headers())).not.toBe(requestIdOf(new Headers()));
});

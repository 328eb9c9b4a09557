import { expect, test } from "vitest";
import { wellEncoded } from "./well-encoded";

test.each([
  ["/api/v1/tickets/ext:A%201?limit=1", "/api/v1/tickets/ext:A%201?limit=1"],
  ["/api/v1/tickets/%", "/api/v1/tickets/%25"],
  ["/api/v1/%zz/scans?cursor=%zz?", "/api/v1/%25zz/scans?cursor=%zz?"],
  ["/%ff/%c3%a9/%e9%80", "/%25ff/%c3%a9/%25e9%2580"],
])("%s is asked for as %s, which can be decoded", (target, expected) => {
  expect(wellEncoded(target)).toBe(expected);
  expect(() => decodeURIComponent(new URL(expected, "http://localhost").pathname)).not.toThrow();
});

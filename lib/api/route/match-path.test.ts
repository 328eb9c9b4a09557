import { expect, test } from "vitest";
import { matchPath } from "./match-path";

const at = (path: string) => `http://x/api/v1${path}`;

test("reads the parameters, decoded", () => {
  expect(matchPath("/tickets/{id}/scans", at("/tickets/tkt_1/scans?limit=5"))).toEqual({ id: "tkt_1" });
  expect(matchPath("/tickets/{id}", at("/tickets/ext:A%201%2Fb%3F"))).toEqual({ id: "ext:A 1/b?" });
  expect(matchPath("/tickets/{id}", at("/tickets/ext%3A%C3%A9"))).toEqual({ id: "ext:é" });
  expect(matchPath("/events", at("/events/"))).toEqual({});
});

test.each(["/tickets", "/tickets/a/b", "/ticket/a", "/tickets/%E0%A4%A", "/tickets/a%00b"])(
  "%s fits no ticket",
  (path) => {
    expect(matchPath("/tickets/{id}", at(path))).toBeNull();
  },
);

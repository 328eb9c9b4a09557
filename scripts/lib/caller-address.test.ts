import { expect, test } from "vitest";
import { callerAddress } from "./caller-address";

const peer = "203.0.113.7";

test("is the other end of the connection, whatever the client says", () => {
  for (const forwardedFor of [undefined, "", "198.51.100.1", ["198.51.100.1", "198.51.100.2"]]) {
    expect(callerAddress({ forwardedFor, peer, trustProxy: false })).toBe(peer);
  }
});

test("is what a trusted proxy saw: the last address, not those that the client put before it", () => {
  const trusted = (forwardedFor: string | string[] | undefined) =>
    callerAddress({ forwardedFor, peer, trustProxy: true });
  expect(trusted("198.51.100.1")).toBe("198.51.100.1");
  expect(trusted("made up, 198.51.100.1")).toBe("198.51.100.1");
  expect(trusted(["made up", "198.51.100.1"])).toBe("198.51.100.1");
  expect(trusted(undefined)).toBe(peer);
});

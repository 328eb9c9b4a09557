import { describe, expect, it } from "vitest";
import { isSameOrigin } from "./same-origin";
import { signInOrigins } from "./sign-in-origins";

describe("signInOrigins", () => {
  it("is the app's own origin alone on a public host", () => {
    expect(signInOrigins("https://tickets.example.org/")).toEqual(["https://tickets.example.org"]);
  });

  it("takes the machine's other names, at the same port, on a local one", () => {
    expect(signInOrigins("http://localhost:3000")).toEqual([
      "http://localhost:3000",
      "http://127.0.0.1:3000",
      "http://[::1]:3000",
    ]);
  });
});

describe("isSameOrigin", () => {
  const appUrl = "https://tickets.example.org";
  const check = (headers: Record<string, string>) => isSameOrigin(new Headers(headers), appUrl);

  it("takes our own pages", () => {
    expect(check({ origin: appUrl, "sec-fetch-site": "same-origin" })).toBe(true);
    expect(check({ "sec-fetch-site": "same-origin" })).toBe(true);
    expect(check({})).toBe(true);
  });

  it("refuses other sites, sandboxed frames, other ports and the insecure twin", () => {
    expect(check({ origin: "https://evil.example" })).toBe(false);
    expect(check({ origin: "null" })).toBe(false);
    expect(check({ origin: `${appUrl}:8443` })).toBe(false);
    expect(check({ origin: "http://tickets.example.org" })).toBe(false);
    expect(check({ "sec-fetch-site": "cross-site" })).toBe(false);
    expect(check({ "sec-fetch-site": "same-site" })).toBe(false);
  });
});

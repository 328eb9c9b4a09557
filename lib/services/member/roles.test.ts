import { describe, expect, it } from "vitest";
import { SCOPES } from "@/lib/services/context";
import { scopesOfRole } from "./roles";

describe("scopesOfRole", () => {
  it("gives owners and admins everything", () => {
    expect(scopesOfRole("owner")).toEqual(SCOPES);
    expect(scopesOfRole("admin")).toEqual(SCOPES);
  });

  it("lets the box office issue and check in, but not change events or make keys", () => {
    expect(scopesOfRole("box_office")).toEqual([
      "events:read",
      "tickets:read",
      "tickets:write",
      "checkins:write",
    ]);
  });

  it("lets a gate look and check in, and nothing else", () => {
    expect(scopesOfRole("gate")).toEqual(["events:read", "tickets:read", "checkins:write"]);
  });

  it("adds up several roles without repeating a scope", () => {
    expect(scopesOfRole("gate, box_office")).toEqual(scopesOfRole("box_office"));
  });

  it("grants nothing for a role it does not know", () => {
    expect(scopesOfRole("")).toEqual([]);
    expect(scopesOfRole("Owner")).toEqual([]);
    expect(scopesOfRole("toString,__proto__")).toEqual([]);
  });
});

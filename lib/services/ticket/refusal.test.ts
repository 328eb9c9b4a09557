import { describe, expect, it } from "vitest";
import { refusalOf } from "./refusal";

const endsAt = new Date("2030-01-01T00:00:00Z");
const inTime = new Date("2030-01-01T23:59:59.999Z");
const tooLate = new Date("2030-01-02T00:00:00Z");

const read = (change: Partial<Parameters<typeof refusalOf>[0]>) =>
  refusalOf({
    ticket: { status: "valid" },
    event: { status: "published", endsAt },
    type: "entry",
    at: inTime,
    isListed: false,
    ...change,
  });

describe("refusalOf", () => {
  it("admits a valid ticket until 24 hours after the end", () => expect(read({})).toBeNull());

  it("admits a ticket that is still on its way to the chain", () => {
    expect(read({ ticket: { status: "pending" } })).toBeNull();
  });

  it("lets out who is in", () => {
    expect(read({ type: "exit", ticket: { status: "checked_in" }, isListed: true })).toBeNull();
  });

  it.each([
    ["event_cancelled", { event: { status: "cancelled", endsAt } }],
    ["ticket_invalidated", { ticket: { status: "invalidated" } }],
    ["not_yet_issued", { ticket: { status: "failed" } }],
    ["check_in_closed", { at: tooLate }],
    ["already_checked_in", { ticket: { status: "checked_in" } }],
    ["not_checked_in", { type: "exit" }],
    ["listed_for_resale", { isListed: true }],
  ] as const)("refuses with %s", (code, change) => expect(read(change)).toBe(code));
});

import { describe, expect, it } from "vitest";
import { standingOf } from "./standing";

type Ticket = Parameters<typeof standingOf>[0];

const ticket = (change: Partial<Ticket> = {}, event: Partial<Ticket["event"]> = {}): Ticket => ({
  status: "valid",
  checkedInAt: null,
  invalidation: null,
  ...change,
  event: { status: "published", endsAt: "2026-06-12T21:00:00.000Z", timeZone: "Europe/Berlin", ...event },
});
const before = { now: new Date("2026-06-12T17:00:00Z"), gate: null, seesCode: true };

describe("standingOf", () => {
  it("has the code of a valid ticket shown, also while it is being issued", () => {
    expect(standingOf(ticket(), before)).toMatchObject({ title: "Valid", code: "ready" });
    expect(standingOf(ticket({ status: "pending" }), before)).toMatchObject({ code: "ready" });
  });

  it("asks nobody to show a code that he is not shown", () => {
    const text = standingOf(ticket(), { ...before, seesCode: false }).text;
    expect(text).toBe("It admits its holder.");
  });

  it("says when and where a ticket was checked in, on the venue's clock", () => {
    const used = ticket({ status: "checked_in", checkedInAt: "2026-06-12T17:42:00.000Z" });
    expect(standingOf(used, { ...before, gate: "North" })).toMatchObject({
      title: "Checked in",
      text: expect.stringMatching(/19:42 .*· Gate North$/),
      code: "used",
    });
  });

  it("says why a ticket is void", () => {
    const refunded = ticket({
      status: "invalidated",
      invalidation: { at: "2026-06-01T00:00:00.000Z", reason: "refunded" },
    });
    expect(standingOf(refunded, before)).toMatchObject({
      code: "void",
      text: "This ticket no longer admits: it was refunded.",
    });
    expect(standingOf(ticket({ status: "failed" }), before)).toMatchObject({ code: "void" });
    expect(standingOf(ticket({}, { status: "cancelled" }), before)).toMatchObject({ code: "void" });
  });

  it("keeps the code while the doors are open, a day beyond the event's end", () => {
    const ended = ticket({}, { status: "ended" });
    const at = (time: string) => standingOf(ended, { ...before, now: new Date(time) }).code;
    expect(at("2026-06-13T20:59:59Z")).toBe("ready");
    expect(at("2026-06-13T21:00:00Z")).toBe("void");
  });
});

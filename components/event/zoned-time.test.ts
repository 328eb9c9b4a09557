import { describe, expect, test } from "vitest";
import { localTime, zonedTime } from "./zoned-time";

describe("zonedTime", () => {
  test.each([
    ["2026-06-12T19:30", "Europe/Berlin", "2026-06-12T17:30:00.000Z", "UTC+2"],
    ["2026-12-12T19:30", "Europe/Berlin", "2026-12-12T18:30:00.000Z", "UTC+1"],
    ["2026-06-12T19:30", "America/New_York", "2026-06-12T23:30:00.000Z", "UTC−4"],
    ["2026-06-12T19:30", "Asia/Kathmandu", "2026-06-12T13:45:00.000Z", "UTC+5:45"],
    ["2026-06-12T00:10", "Pacific/Kiritimati", "2026-06-11T10:10:00.000Z", "UTC+14"],
    ["2026-06-12T19:30", "UTC", "2026-06-12T19:30:00.000Z", "UTC"],
    ["2026-06-12T19:30:00", "UTC", "2026-06-12T19:30:00.000Z", "UTC"],
  ])("%s in %s is %s", (local, timeZone, utc, offset) => {
    expect(zonedTime(local, timeZone)).toEqual({ ok: true, utc, offset, isAmbiguous: false });
  });

  test("a time that clocks skip in spring does not exist", () => {
    expect(zonedTime("2026-03-29T02:30", "Europe/Berlin")).toEqual({ ok: false, reason: "skipped" });
    expect(zonedTime("2026-03-29T03:00", "Europe/Berlin")).toMatchObject({ utc: "2026-03-29T01:00:00.000Z" });
    expect(zonedTime("2026-03-29T01:59", "Europe/Berlin")).toMatchObject({ utc: "2026-03-29T00:59:00.000Z" });
  });

  test("of a time that clocks show twice in autumn, the earlier one counts, and it is said", () => {
    expect(zonedTime("2026-10-25T02:30", "Europe/Berlin")).toEqual({
      ok: true,
      utc: "2026-10-25T00:30:00.000Z",
      offset: "UTC+2",
      isAmbiguous: true,
    });
  });

  test("half-hour changes count too", () => {
    expect(zonedTime("2026-10-04T02:15", "Australia/Lord_Howe")).toEqual({ ok: false, reason: "skipped" });
    expect(zonedTime("2026-04-05T01:45", "Australia/Lord_Howe")).toMatchObject({ isAmbiguous: true });
  });

  test("what is not a date, or not a zone, is refused", () => {
    expect(zonedTime("", "UTC")).toEqual({ ok: false, reason: "incomplete" });
    expect(zonedTime("2026-06-31T10:00", "UTC")).toEqual({ ok: false, reason: "incomplete" });
    expect(zonedTime("2026-06-12T19:30", "Mars/Olympus")).toEqual({ ok: false, reason: "unknown_zone" });
  });

  test("localTime is the way back", () => {
    for (const timeZone of ["Europe/Berlin", "America/St_Johns", "Asia/Tokyo"]) {
      expect(localTime(new Date("2026-06-12T17:30:00Z"), timeZone)).toMatch(/^2026-06-1[23]T\d\d:\d\d$/);
      const local = localTime(new Date("2026-06-12T17:30:00Z"), timeZone);
      expect(zonedTime(local, timeZone)).toMatchObject({ utc: "2026-06-12T17:30:00.000Z" });
    }
  });
});

import fc from "fast-check";
import { TypeID } from "typeid-js";
import { encode } from "uqr";
import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { formatTicketCode, parseTicketCode } from "./ticket-code";

const ticketIds = fc.uuid().map((uuid) => TypeID.fromUUID("tkt", uuid).toString());

describe("the ticket code", () => {
  it("gives back the ticket it was made for", () => {
    fc.assert(
      fc.property(ticketIds, (ticketId) => {
        expect(parseTicketCode(formatTicketCode(ticketId))).toEqual({ ok: true, ticketId });
      }),
    );
  });

  it("tells two tickets apart", () => {
    fc.assert(
      fc.property(ticketIds, ticketIds, (one, other) => {
        expect(formatTicketCode(one) === formatTicketCode(other)).toBe(one === other);
      }),
    );
  });

  it("is read in any case and with the line break of a hand-held scanner", () => {
    const ticketId = newId("tkt");
    const code = formatTicketCode(ticketId);
    for (const read of [code.toLowerCase(), `${code}\r\n`, ` ${code}\t`]) {
      expect(parseTicketCode(read)).toEqual({ ok: true, ticketId });
    }
  });

  it("fits a QR code of 25 × 25 modules at error correction M", () => {
    fc.assert(
      fc.property(ticketIds, (ticketId) => {
        expect(encode(formatTicketCode(ticketId), { ecc: "M", border: 0 }).size).toBe(25);
      }),
    );
  });

  it("says when a newer version made it", () => {
    const payload = formatTicketCode(newId("tkt")).slice("TC1:".length);
    expect(parseTicketCode(`TC2:${payload}`)).toEqual({ ok: false, reason: "unknown_version" });
    expect(parseTicketCode("TC12:anything.at/all")).toEqual({ ok: false, reason: "unknown_version" });
  });

  it.each([
    "",
    "TC",
    "TC1:",
    "TC1",
    "TC0:01K8Z0XQ6YE0M9V3T5B7N2R4WD",
    "TC1:01K8Z0XQ6YE0M9V3T5B7N2R4W",
    "TC1:81K8Z0XQ6YE0M9V3T5B7N2R4WD",
    "TC1:01K8Z0XQ6YE0M9V3T5B7N2R4WU",
    "TC1:tkt_01k8z0xq6ye0m9v3t5b7n2r4wd",
    "TC1:01K8Z0XQ6YE0M9V3T5B7N2R4WD\nTC1:01K8Z0XQ6YE0M9V3T5B7N2R4WD",
    "https://example.org/tickets/tkt_01k8z0xq6ye0m9v3t5b7n2r4wd",
    "01K8Z0XQ6YE0M9V3T5B7N2R4WD",
  ])("is not found in %j", (text) => {
    expect(parseTicketCode(text)).toEqual({ ok: false, reason: "not_a_ticket" });
  });

  it("is never found in garbage, and garbage never throws", () => {
    const garbage = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string().map((text) => `TC1:${text}`),
      fc.string({ minLength: 26, maxLength: 26 }).map((text) => `TC1:${text}`),
    );
    fc.assert(
      fc.property(garbage, (text) => {
        const parsed = parseTicketCode(text);
        if (parsed.ok) expect(formatTicketCode(parsed.ticketId)).toBe(text.trim().toUpperCase());
      }),
    );
  });

  it.each(["", "evt_01k8z0xq6ye0m9v3t5b7n2r4wd", "tkt_", "tkt_x"])("is refused to %j", (id) => {
    expect(() => formatTicketCode(id)).toThrow("Not a ticket's id");
  });
});

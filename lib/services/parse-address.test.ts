import { describe, expect, it } from "vitest";
import { parseAddress } from "./parse-address";

const CHECKSUMMED = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const digits = CHECKSUMMED.slice(2);

describe("parseAddress", () => {
  it.each([CHECKSUMMED, `0x${digits.toLowerCase()}`, `0x${digits.toUpperCase()}`])(
    "reads %s as its checksummed form",
    (text) => expect(parseAddress(text)).toEqual({ ok: true, address: CHECKSUMMED }),
  );

  it("takes a wrong checksum for the typing error that it is", () => {
    const parsed = parseAddress(CHECKSUMMED.replace("dc79C8", "dc79c8"));
    expect(parsed).toMatchObject({ ok: false, message: expect.stringContaining("checksum") });
  });

  it.each(["0x12", digits, `${CHECKSUMMED}0`, "", `0x${"0".repeat(40)}`])("refuses %j", (text) => {
    expect(parseAddress(text).ok).toBe(false);
  });
});

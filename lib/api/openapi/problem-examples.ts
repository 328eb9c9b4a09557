import { ERRORS } from "@/lib/errors";

const INVALID = {
  detail: "One field is not valid: see errors.",
  errors: [{ path: "tickets.3.to", message: "must be an address: 0x and 40 hexadecimal digits" }],
};

/** What else some problems say. */
const EXTRAS: Readonly<Partial<Record<string, object>>> = {
  validation_failed: INVALID,
  forbidden: { requiredScope: "tickets:write" },
  already_checked_in: {
    firstCheckIn: {
      at: "2030-06-01T18:12:09.000Z",
      gate: "North",
      by: "key_01k0000000e0080000000000000",
      scanId: "scn_01k0000000e0080000000000000",
    },
  },
};

/** A problem document of every code, for the document's `components.examples`. */
export const problemExamples = Object.fromEntries(
  Object.entries(ERRORS).map(([code, { status, title }]) => [
    code,
    {
      summary: title,
      value: {
        type: `/docs/api#${code}`,
        title,
        status,
        detail: `${title}.`,
        code,
        requestId: "5f1c1f0e-0b1e-4a51-9f6e-0d8a0f6a2b11",
        ...EXTRAS[code],
      },
    },
  ]),
);

import { z } from "zod";
import { parseAddress } from "./parse-address";

/*
 * The kinds of field that inputs and answers are made of. Pure: forms may use them in the browser.
 * Messages say what to do, as the rest of a sentence whose subject is the field.
 */

/** Control characters that no text column takes or that break a line of output. Tab and line breaks are let through. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for.
const CONTROL_OR_BREAK = /[\u0000-\u001f\u007f]/;
const DECIMAL = /^(0|[1-9]\d{0,9})(\.\d{1,18})?$/;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/** Also well-formed: half a surrogate pair is no text that a JSON column takes. */
function isOneLine(text: string): boolean {
  return text.isWellFormed() && !CONTROL_OR_BREAK.test(text);
}

const required = (expected: string) => (issue: { input?: unknown }) =>
  issue.input === undefined ? `is required: ${expected}` : `must be ${expected}`;

/** One line of text, trimmed, 1 to `max` characters. */
export const line = (max: number) =>
  z
    .string({ error: required(`a text of 1 to ${max} characters`) })
    .trim()
    .min(1, `must have 1 to ${max} characters`)
    .max(max, `must have at most ${max} characters`)
    .refine(isOneLine, "must be one line without control characters");

/** Text that may have several lines. */
export const prose = (max: number) =>
  z
    .string({ error: required(`a text of 1 to ${max} characters`) })
    .trim()
    .min(1, `must have 1 to ${max} characters`)
    .max(max, `must have at most ${max} characters`)
    .refine((text) => text.isWellFormed() && !CONTROL.test(text), "must have no control characters");

/** A caller's own identifier: kept exactly as it is given. */
export const reference = (max = 255) =>
  z
    .string({ error: required(`a text of 1 to ${max} characters`) })
    .min(1, `must have 1 to ${max} characters`)
    .max(max, `must have at most ${max} characters`)
    .refine(isOneLine, "must have no control characters");

/** A whole number from `min` to `max`. */
export const wholeNumber = (min: number, max: number) =>
  z
    .number({ error: required(`a whole number from ${min} to ${max}`) })
    .int(`must be a whole number from ${min} to ${max}`)
    .min(min, `must be a whole number from ${min} to ${max}`)
    .max(max, `must be a whole number from ${min} to ${max}`);

/** A moment in RFC 3339 with its offset, read as a `Date`. */
export const instant = z.iso
  .datetime({
    offset: true,
    error: required("a time with its offset, such as 2026-06-01T18:00:00Z"),
  })
  .meta({ description: "RFC 3339, with an offset", example: "2026-06-01T18:00:00Z" })
  .transform((text) => new Date(text))
  .refine(
    (date) => date.getTime() >= EARLIEST && date.getTime() < LATEST,
    "must lie in the years 2000 to 2199",
  );

const isDate = (value: unknown): value is Date => value instanceof Date;

/** For a rule that orders two times of an object, so that it is kept also while other fields of it are wrong. */
export const bothDates = (from: string, to: string) => (payload: { value: unknown }) => {
  const value = payload.value;
  if (typeof value !== "object" || value === null) return false;
  const entries = new Map<string, unknown>(Object.entries(value));
  return isDate(entries.get(from)) && isDate(entries.get(to));
};

/** A wallet address in any valid case, read as EIP-55. */
export const address = z
  .string({ error: required("an address: 0x and 40 hexadecimal digits") })
  .meta({
    description: "An address. Mixed case must be its EIP-55 checksum",
    example: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  })
  .transform((text, issues) => {
    const parsed = parseAddress(text);
    if (parsed.ok) return parsed.address;
    issues.addIssue({ code: "custom", message: parsed.message });
    return z.NEVER;
  });

/** An e-mail address. */
export const email = z
  .string({ error: required("an e-mail address, such as ada@example.org") })
  .trim()
  .max(254, "must have at most 254 characters")
  .pipe(z.email("must be an e-mail address, such as ada@example.org"))
  .meta({ description: "An e-mail address", example: "ada@example.org" });

/** An amount as decimal string; how many decimals fit depends on the currency, which the service knows. */
export const amount = z
  .string({ error: required('an amount as decimal string, such as "25.00"') })
  .regex(DECIMAL, 'must be a decimal string with at most 10 digits before the point, such as "25.00"')
  .meta({ description: "Decimal string in the event's currency", example: "25.00" });

const CURRENCY = "the chain's native symbol, a configured ERC-20 or an ISO 4217 code, such as EUR";

/** The name of a currency. Whether there is such a one here depends on the chain. */
export const currencySymbol = z
  .string({ error: required(CURRENCY) })
  .regex(/^[A-Za-z][A-Za-z0-9.]{1,10}$/, `must be ${CURRENCY}`);

/** An http(s) address. */
export const webUrl = z
  .string({ error: required("an http(s) address, such as https://example.org/poster.jpg") })
  .max(2048, "must have at most 2048 characters")
  .refine(isOneLine, "must have no control characters")
  .pipe(
    z.url({
      protocol: /^https?$/,
      error: "must be an http(s) address, such as https://example.org/poster.jpg",
    }),
  )
  .meta({ description: "An http(s) URL", example: "https://example.org/poster.jpg" });

/** One of `values`. */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(", ")}` });

/** An object that takes these fields and no others, so that typing errors show. */
export const fields = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === "invalid_type" ? "must be an object" : undefined),
  });

/** What every list takes. */
export const listShape = {
  limit: z.coerce
    .number({ error: "must be a whole number from 1 to 200" })
    .int("must be a whole number from 1 to 200")
    .min(1, "must be a whole number from 1 to 200")
    .max(200, "must be a whole number from 1 to 200")
    .default(50)
    .meta({ description: "How many rows at most: 1 to 200", example: 50 }),
  cursor: z
    .string({ error: "must be the nextCursor of the page before" })
    .max(500, "must be the nextCursor of the page before")
    .optional()
    .meta({ description: "The `nextCursor` of the page before" }),
};

/** The id in a path. What is malformed is answered like what is unknown. */
export const pathId = z.string().meta({ description: "An id, or `ext:` and the caller's own id" });

/** A moment in an answer: RFC 3339 in UTC. */
export const moment = z.iso
  .datetime()
  .meta({ description: "RFC 3339 in UTC", example: "2026-06-01T18:00:00.000Z" });

/** A page of a list, newest first. */
export const page = <T extends z.ZodType>(row: T) =>
  z.object({
    data: z.array(row),
    nextCursor: z
      .string()
      .nullable()
      .meta({ description: "Give it as `cursor` for the next page; null on the last" }),
  });

/** An address in an answer: EIP-55. */
export const checksummed = z
  .string()
  .meta({ description: "EIP-55 checksummed address", example: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8" });

/** What is paid with on the chain. */
export const currencyAddress = z.string().meta({
  description: "What is paid with: an ERC-20, or zero for the chain's own coin",
  example: "0x0000000000000000000000000000000000000000",
});

/** An ERC-20 that events may be priced in. */
export const tokenOutput = z
  .object({
    symbol: z.string().meta({ description: "What an event's `currency` says", example: "USDC" }),
    decimals: z.int().meta({ example: 6 }),
    address: checksummed.meta({ description: "The ERC-20's contract" }),
  })
  .meta({ id: "Token" });

/** An amount in an answer. */
export const decimal = z.string().meta({ description: "Decimal string", example: "25.00" });

/** An id in an answer. */
export const id = (example: string) => z.string().meta({ example });

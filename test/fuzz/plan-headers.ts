import fc from "fast-check";
import type { Access } from "@/lib/api/route/access";

/** Who sends a request. The sender puts in what they identify themselves with. */
export const CALLERS = ["everything", "gate", "person", "nobody", "odd"] as const;

const KINDS_OF_PEOPLE: readonly string[] = ["session"] satisfies Access<unknown>["kind"][];

/** What a header can hold: Latin-1 without control characters. */
const headerValue = fc
  .oneof(
    fc.constantFrom(
      "",
      "x",
      "k".repeat(255),
      "k".repeat(256),
      "k".repeat(10_000),
      "a b",
      "é",
      "\u00ff",
      "{}",
      ",",
      ";q=1",
    ),
    fc.string({
      unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
      maxLength: 40,
    }),
  )
  .map((value) => value.replace(/[\u007f-\u009f]/g, "").trim());

const TYPES = [
  "application/json; charset=utf-8",
  "APPLICATION/JSON",
  "application/json; charset=latin1",
  "application/json;;;charset",
  "text/plain",
  "multipart/form-data; boundary=x",
  "application/x-www-form-urlencoded",
  "application/problem+json",
  "json",
  "",
] as const;

const AUTHORIZATIONS = [
  "Bearer",
  "Bearer ",
  "Bearer tc_",
  "Bearer tc_00000000000000000000000000",
  "bearer  tc_x y",
  "Basic dTpw",
  "Bearer eyJhbGciOiJub25lIn0.e30.",
  'Digest username="x"',
  "tc_x",
] as const;

const seldom = (name: string, value: fc.Arbitrary<string>, weight: number) =>
  fc.oneof(
    { arbitrary: fc.constant({}), weight: 100 - weight },
    { arbitrary: value.map((text) => ({ [name]: text })), weight },
  );

/** Headers of a request to an operation of this kind: `Caller` says who sends it. */
export function headersOf(kind: Access<unknown>["kind"]): fc.Arbitrary<Record<string, string>> {
  const usual = KINDS_OF_PEOPLE.includes(kind) ? "person" : "everything";
  const caller = fc.oneof(
    { arbitrary: fc.constant(usual), weight: 16 },
    { arbitrary: fc.constantFrom(...CALLERS), weight: 4 },
  );
  const keys = fc.oneof(fc.constantFrom("a", "b", "c"), fc.uuid(), headerValue);
  return fc
    .tuple(
      caller.map((name) => ({ Caller: name })),
      fc.constantFrom(...AUTHORIZATIONS).map((value) => ({ Odd: value })),
      fc
        .oneof(
          { arbitrary: fc.constant("application/json"), weight: 40 },
          { arbitrary: fc.constantFrom(...TYPES), weight: 1 },
          { arbitrary: headerValue, weight: 1 },
        )
        .map((value) => ({ "Content-Type": value })),
      seldom("Idempotency-Key", keys, 15),
      seldom("X-Request-Id", headerValue, 10),
      seldom("Content-Length", fc.constantFrom("99999999999", "-1", "0", "abc", "1e9"), 1),
      seldom("X-Forwarded-For", fc.constantFrom("127.0.0.1", "::1", "203.0.113.7", "not an address"), 40),
      seldom("Accept", headerValue, 5),
      seldom("Last-Event-ID", headerValue, 2),
      seldom("Origin", fc.constantFrom("https://evil.example", "null", "http://localhost:3000"), 5),
    )
    .map((parts) => Object.assign({}, ...parts));
}

import { expect, test } from "vitest";
import { parseJson, readBody } from "./read-body";

const bytes = (text: string) => new TextEncoder().encode(text);
const JSON_TYPE = "application/json";

/** A body that says how much of it was read. */
function endless() {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1000;
      controller.enqueue(new Uint8Array(1000));
    },
  });
  const request = new Request("http://x", { method: "POST", body, duplex: "half" } as RequestInit);
  return { request, sent: () => sent };
}

test("reads a body up to and including the limit", async () => {
  const request = new Request("http://x", { method: "POST", body: "12345" });
  expect(await readBody(request, 5)).toEqual(Buffer.from("12345"));
});

test("gives up a body that says it is too long without reading it", async () => {
  const request = new Request("http://x", {
    method: "POST",
    body: "123456",
    headers: { "Content-Length": "6" },
  });
  expect(await readBody(request, 5)).toBe("too_large");
  expect(request.bodyUsed).toBe(false);
});

test("gives up a body that doesn't say how long it is, at the limit", async () => {
  const { request, sent } = endless();
  expect(await readBody(request, 5000)).toBe("too_large");
  expect(sent()).toBeLessThan(10_000);
});

test("no body is an empty one", async () => {
  expect(await readBody(new Request("http://x", { method: "POST" }))).toHaveLength(0);
});

test("parses JSON in UTF-8, with or without a charset and a byte order mark", () => {
  expect(parseJson(bytes('{"a":"é"}'), JSON_TYPE)).toEqual({ a: "é" });
  expect(parseJson(bytes("\ufeff[]"), "Application/JSON; charset=UTF-8")).toEqual([]);
});

test.each(["", "{", "{'a':1}", "undefined", "[1,]"])("%j is malformed", (text) => {
  if (text === "") expect(parseJson(bytes(text), JSON_TYPE)).toBeUndefined();
  else
    expect(() => parseJson(bytes(text), JSON_TYPE)).toThrow(
      expect.objectContaining({ code: "malformed_json" }),
    );
});

test("bytes that are no UTF-8 are malformed", () => {
  expect(() => parseJson(new Uint8Array([0x22, 0xff, 0x22]), JSON_TYPE)).toThrow(
    expect.objectContaining({ code: "malformed_json" }),
  );
});

test.each([
  null,
  "text/plain",
  "application/x-www-form-urlencoded",
  "application/jsonx",
  "application/json; charset=latin1",
])("%j is no JSON type", (type) => {
  expect(() => parseJson(bytes("{}"), type)).toThrow(
    expect.objectContaining({ code: "unsupported_media_type" }),
  );
});

test("a too long body is refused before anything else", () => {
  expect(() => parseJson("too_large", "text/plain")).toThrow(
    expect.objectContaining({ code: "body_too_large" }),
  );
});

test("an array nested a million deep is read or refused, never a crash", () => {
  const deep = bytes("[".repeat(1_000_000) + "]".repeat(1_000_000));
  try {
    parseJson(deep, JSON_TYPE);
  } catch (error) {
    expect(error).toMatchObject({ code: "malformed_json" });
  }
});

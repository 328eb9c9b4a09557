import {
  HttpRequestError,
  LimitExceededRpcError,
  ResponseBodyTooLargeError,
  RpcRequestError,
  TimeoutError,
} from "viem";
import { describe, expect, test } from "vitest";
import { BLOCKS_FIRST, isRangeRefusal, nextSize } from "./range-size";

const url = "https://rpc.example.org";
const refusal = (message: string, code = -32_602) =>
  new RpcRequestError({ body: {}, error: { code, message }, url });

describe("a range's size", () => {
  test("doubles up to 5,000 blocks while there is little in them", () => {
    let size = BLOCKS_FIRST;
    for (let i = 0; i < 20; i++) size = nextSize(size, 10);
    expect(size).toBe(5_000);
  });

  test("shrinks to what has 5,000 facts, but never to nothing", () => {
    expect(nextSize(100, 50_000)).toBe(10);
    expect(nextSize(2, 1_000_000)).toBe(1);
  });
});

describe("a refusal for a range's size", () => {
  test.for([
    "query returned more than 10000 results",
    "exceed maximum block range: 50000",
    "block range is too wide",
    "eth_getLogs is limited to a 10,000 block range",
    "Log response size exceeded. this block range should work: [0x1, 0x2]",
    "query timeout exceeded",
  ])("is known by its words: %s", (message) => {
    expect(isRangeRefusal(refusal(message))).toBe(true);
  });

  test("is known by its code, a status or having taken too long", () => {
    expect(isRangeRefusal(refusal("no", -32_005))).toBe(true);
    expect(isRangeRefusal(new LimitExceededRpcError(refusal("no", -32_005)))).toBe(true);
    expect(isRangeRefusal(new HttpRequestError({ url, status: 413 }))).toBe(true);
    expect(isRangeRefusal(new TimeoutError({ body: {}, url }))).toBe(true);
    expect(isRangeRefusal(new ResponseBodyTooLargeError({ maxSize: 1, size: 2 }))).toBe(true);
  });

  test("is not any other error", () => {
    expect(isRangeRefusal(refusal("header not found"))).toBe(false);
    expect(isRangeRefusal(new HttpRequestError({ url, status: 502 }))).toBe(false);
    expect(isRangeRefusal(new HttpRequestError({ url, details: "connect ETIMEDOUT" }))).toBe(false);
    expect(isRangeRefusal(new Error("block range"))).toBe(false);
  });
});

import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { problem } from "./problem";

const bodyOf = (error: unknown): unknown => JSON.parse(String(problem(error, "req-1").body));

test("tells of a refusal all that is public, and nothing of its cause", () => {
  const error = new AppError("sold_out", "Only 3 of General are left.", {
    cause: new Error("select … from ticket_types"),
    errors: [{ path: "tickets.3", message: "is one too many" }],
    extra: { available: 3 },
  });
  expect(problem(error, "req-1")).toMatchObject({
    status: 409,
    headers: { "Content-Type": "application/problem+json" },
  });
  expect(bodyOf(error)).toEqual({
    type: "/docs/api#sold_out",
    title: "Not enough tickets left",
    status: 409,
    detail: "Only 3 of General are left.",
    code: "sold_out",
    requestId: "req-1",
    errors: [{ path: "tickets.3", message: "is one too many" }],
    available: 3,
  });
});

test.each([new Error("password=hunter2"), "thrown text", null, { code: "42P01" }])(
  "says nothing of %s but that it was us",
  (error) => {
    expect(problem(error, "req-1").status).toBe(500);
    expect(bodyOf(error)).toEqual({
      type: "/docs/api#internal_error",
      title: "Something went wrong on our side",
      status: 500,
      detail: "Something went wrong. Give us the request id if it stays so.",
      code: "internal_error",
      requestId: "req-1",
    });
  },
);

test("its own members can't be overwritten by further ones", () => {
  const error = new AppError("not_found", "No.", { extra: { status: 200, code: "fine" } });
  expect(bodyOf(error)).toMatchObject({ status: 404, code: "not_found" });
});

test("says in headers how to sign in, when to come back and what is allowed", () => {
  const headersOf = (error: AppError) => problem(error, "r").headers;
  expect(headersOf(new AppError("unauthenticated", "No."))["WWW-Authenticate"]).toMatch(/^Bearer /);
  const later = new AppError("rate_limited", "Later.", { extra: { retryAfterSeconds: 7 } });
  expect(headersOf(later)["Retry-After"]).toBe("7");
  expect(headersOf(new AppError("method_not_allowed", "No.", { extra: { allow: "GET" } })).Allow).toBe("GET");
});

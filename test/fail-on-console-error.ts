import { afterEach, beforeEach, expect, vi } from "vitest";

// An error nobody expected must not scroll by: a test that expects one replaces this spy by its own.
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation((...args) => {
    unexpected.push(args.map(String).join(" "));
  });
});

afterEach(() => {
  const errors = unexpected.splice(0);
  vi.restoreAllMocks();
  expect(errors, "console.error was called").toEqual([]);
});

const unexpected: string[] = [];

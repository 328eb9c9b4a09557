import { expect, test } from "vitest";
import { createSeal } from "./seal";

const seal = createSeal("a secret of the server", "answers");

test("opens what it has closed, and shows nothing of it", () => {
  for (const text of ["", "tc_secret", "é 東京 🎫", "x".repeat(1_000_000)]) {
    const sealed = seal.close(text);
    expect(seal.open(sealed)).toBe(text);
    if (text) expect(Buffer.from(sealed, "base64").includes(text.slice(0, 40))).toBe(false);
  }
});

test("closes equal texts differently", () => {
  expect(seal.close("same")).not.toBe(seal.close("same"));
});

test("opens nothing that was changed, or closed with another secret or for another purpose", () => {
  const sealed = seal.close("text");
  const changed = Buffer.from(sealed, "base64");
  changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1;
  expect(() => seal.open(changed.toString("base64"))).toThrow();
  expect(() => createSeal("another secret", "answers").open(sealed)).toThrow();
  expect(() => createSeal("a secret of the server", "other").open(sealed)).toThrow();
});

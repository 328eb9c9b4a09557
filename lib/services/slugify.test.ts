import { describe, expect, it } from "vitest";
import { slugify } from "./slugify";

describe("slugify", () => {
  it.each([
    ["Été à Köln", "ete-a-koln"],
    ["  Groß & Klein!  ", "gross-klein"],
    ["東京", "event"],
    ["--", "event"],
  ])("makes %j into %s", (name, slug) => expect(slugify(name, "event")).toBe(slug));

  it("cuts long names without leaving a hyphen at the end", () => {
    const slug = slugify(`${"a".repeat(59)} b`, "event");
    expect(slug).toBe("a".repeat(59));
  });
});

import { describe, expect, it } from "vitest";
import { poster } from "./poster";

const svgOf = (name: string) => Buffer.from(poster(name).split(",")[1] ?? "", "base64").toString("utf8");

describe("poster", () => {
  it("lets no name break out of the picture", () => {
    const svg = svgOf(`<script>alert("1")</script> & more`);
    expect(svg).not.toContain("<script");
    expect(svg).toContain("&lt;script&gt;");
    expect(svg).toContain("&amp;");
  });

  it("wraps long names and keeps accents", () => {
    const svg = svgOf("Été international de la chanson française et québécoise");
    expect(svg.match(/<text/g)).toHaveLength(3);
    expect(svg).toContain("Été international");
  });
});

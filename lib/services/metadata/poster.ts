/** A plain picture for events that have none, as a data URI: the event's name on a ground of its own colour. */
export function poster(name: string): string {
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
  const lines = wrap(name).map(
    (line, i) => `<text x="60" y="${300 + i * 72}" font-size="60">${escapeXml(line)}</text>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800"><rect width="800" height="800" fill="hsl(${hue} 45% 28%)"/><rect x="60" y="200" width="120" height="12" fill="hsl(${hue} 80% 70%)"/><g fill="#fff" font-family="sans-serif" font-weight="700">${lines.join("")}</g></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg, "utf8").toString("base64")}`;
}

const LINE_LENGTH_MAX = 20;
const LINES_MAX = 6;

function wrap(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LINE_LENGTH_MAX)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push([...word].slice(0, LINE_LENGTH_MAX).join(""));
  }
  return lines.slice(0, LINES_MAX);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

import fc from "fast-check";

const DEPTH = 10_000;

/** Things done to a body's text that no value of JSON could say. */
const SPOILERS: Readonly<Record<string, (text: string, at: number) => string | Uint8Array>> = {
  truncated: (text, at) => text.slice(0, at % (text.length + 1)),
  "doubled keys": (text) => text.replace(/^\{("\w+":)/, "{$1null,$1"),
  "with __proto__": (text) =>
    text.replace(/^\{/, '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}},'),
  "with a mark": (text) => `\ufeff${text}`,
  "with more behind": (text) => `${text}{}`,
  twice: (text) => text + text,
  "deep lists": (text) => text.replace(/:[^,]*/, `:${"[".repeat(DEPTH)}${"]".repeat(DEPTH)}`),
  "deep objects": () => `${'{"a":'.repeat(DEPTH)}1${"}".repeat(DEPTH)}`,
  "deep and open": () => "[".repeat(DEPTH),
  "huge numbers": (text) => text.replace(/\d+/, "1e999"),
  "long numbers": (text) => text.replace(/\d+/, "9".repeat(400)),
  "broken escapes": (text) => text.replace(/"([^"]*)"/, '"\\ud800$1\\u0000"'),
  "a bad escape": (text) => text.replace(/"([^"]*)"/, '"\\x41$1"'),
  comments: (text) => `/* */ ${text} // `,
  "single quotes": (text) => text.replaceAll('"', "'"),
  spaces: (text) => `${" \n\t".repeat(1_000)}${text}`,
  "too large": (text) => text + " ".repeat(8 * 1024 * 1024),
  nothing: () => "",
  "bad bytes": (text, at) => withBytes(text, at, [0xff, 0xfe, 0xc0, 0x80]),
  "a surrogate in bytes": (text, at) => withBytes(text, at, [0xed, 0xa0, 0x80]),
  "another encoding": (text) => Buffer.from(text, "utf16le"),
};

function withBytes(text: string, at: number, bytes: readonly number[]): Uint8Array {
  const whole = Buffer.from(text);
  const place = at % (whole.length + 1);
  return Buffer.concat([whole.subarray(0, place), Buffer.from(bytes), whole.subarray(place)]);
}

/** A spoiler by its name, or null: as it is. */
export const spoiler: fc.Arbitrary<{ name: string; at: number } | null> = fc.oneof(
  { arbitrary: fc.constant(null), weight: 10 },
  { arbitrary: fc.record({ name: fc.constantFrom(...Object.keys(SPOILERS)), at: fc.nat(2_000) }), weight: 1 },
);

export function spoilText(text: string, how: { name: string; at: number } | null): string | Uint8Array {
  return how ? (SPOILERS[how.name]?.(text, how.at) ?? text) : text;
}

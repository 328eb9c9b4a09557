const PREFIX = "ext:";
// biome-ignore lint/suspicious/noControlCharactersInRegex: no column holds them.
const CONTROL = /[\u0000-\u001f\u007f]/;

/** The caller's own id in `ext:<externalId>`, or null where `id` is one of ours. */
export function externalIdOf(id: string): string | null {
  if (!id.startsWith(PREFIX)) return null;
  const externalId = id.slice(PREFIX.length);
  return CONTROL.test(externalId) ? "" : externalId;
}

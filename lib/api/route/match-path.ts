const BASE = "/api/v1";

/**
 * The parameters of a request's path under `/api/v1`, decoded, or null where it doesn't fit the template:
 * `matchPath("/tickets/{id}", url)` gives `{ id: "ext:A 1" }` for `…/tickets/ext:A%201`.
 */
export function matchPath(template: string, url: string): Record<string, string> | null {
  const names = template.split("/");
  const values = new URL(url).pathname.replace(/\/$/, "").slice(BASE.length).split("/");
  if (names.length !== values.length) return null;

  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const value = decoded(values[index] ?? "");
    if (value === null || value.includes("\u0000")) return null;
    const parameter = /^\{(\w+)\}$/.exec(name)?.[1];
    if (parameter) params[parameter] = value;
    else if (name !== value) return null;
  }
  return params;
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

/**
 * A request's target with a path that can be decoded: what is no UTF-8 behind its percent signs is taken for the letters that it is
 * written in. Next would answer it as a failure of the server; so it is a name that nothing has.
 */
export function wellEncoded(target: string): string {
  const [path = "", ...query] = target.split("?");
  const segments = path.split("/").map((segment) => (isDecodable(segment) ? segment : asLetters(segment)));
  return [segments.join("/"), ...query].join("?");
}

function isDecodable(segment: string): boolean {
  try {
    decodeURIComponent(segment);
    return true;
  } catch {
    return false;
  }
}

const asLetters = (segment: string) => segment.replaceAll("%", "%25");

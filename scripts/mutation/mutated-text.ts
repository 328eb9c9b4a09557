import type { Change, Site } from "./site";

/** How a site reads in a mutant. */
export function mutatedText(source: string, site: Site, change: Change): string {
  return source.slice(site.start, change.start) + change.text + source.slice(change.end, site.end);
}

import type { Mutant } from "./mutant";

/** A mutant, and the number of its site's first one, by which the survey knows the site. */
export type Selected = { mutant: Mutant; site: number };

/** The mutants of files whose path contains `only`, and about `limit` of these, evenly spread. */
export function selectMutants(
  all: readonly Mutant[],
  { only, limit }: { only: string; limit: number },
): Selected[] {
  const firstOf = new Map<Mutant["site"], number>();
  for (const { site, id } of all) if (!firstOf.has(site)) firstOf.set(site, id);
  const chosen = all.filter(({ file }) => file.includes(only));
  return selectEvenly(chosen, limit).map((mutant) => ({
    mutant,
    site: firstOf.get(mutant.site) ?? mutant.id,
  }));
}

/** `limit` items at most, evenly spread. */
export function selectEvenly<Item>(items: readonly Item[], limit: number): Item[] {
  const step = Math.max(1, Math.ceil(items.length / limit));
  return items.filter((_, index) => index % step === 0);
}

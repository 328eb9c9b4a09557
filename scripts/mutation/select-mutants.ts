import type { Mutant } from "./mutant";

type Selected = {
  mutant: Mutant /** The number of its site's first mutant, by which the survey knows the site. */;
  site: number;
};

/** The mutants of files whose path contains `only`, and `limit` of these at most, evenly spread. */
export function selectMutants(
  all: readonly Mutant[],
  { only, limit }: { only: string; limit: number },
): Selected[] {
  const firstOf = new Map<Mutant["site"], number>();
  for (const { site, id } of all) if (!firstOf.has(site)) firstOf.set(site, id);
  const chosen = all.filter(({ file }) => file.includes(only));
  const step = Math.max(1, Math.ceil(chosen.length / limit));
  return chosen
    .filter((_, index) => index % step === 0)
    .map((mutant) => ({ mutant, site: firstOf.get(mutant.site) ?? mutant.id }));
}

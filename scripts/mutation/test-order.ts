import type { Survey, SurveyedTest } from "./messages";

/** How many of the latest killers are tried first. */
const RECENT = 8;

/** Says in which order a mutant's tests are run: what killed its neighbours, then the quickest. */
export function testOrder({ tests, setUp }: Survey) {
  const recent: SurveyedTest[] = [];
  const byDuration = [...tests].sort((a, b) => a.durationMs - b.durationMs);
  return {
    /**
     * The tests of these files that reach the site, and those files that reach it while they are set up.
     * @param suspect what killed the mutant before something changed
     */
    candidates: (site: number, files: readonly string[], suspect?: { file: string; name: string }) => {
      const suspected = tests.filter(({ file, name }) => file === suspect?.file && name === suspect.name);
      const reload = files.filter((file) => setUp[file]?.includes(site));
      const reaching = (test: SurveyedTest) =>
        files.includes(test.file) && (reload.includes(test.file) || test.sites.includes(site));
      return { reload, tests: [...new Set([...suspected, ...recent, ...byDuration])].filter(reaching) };
    },
    killed: (file: string, name: string) => {
      const killer = tests.find((test) => test.file === file && test.name === name);
      if (!killer) return;
      recent.splice(0, recent.length, ...new Set([killer, ...recent].slice(0, RECENT)));
    },
  };
}

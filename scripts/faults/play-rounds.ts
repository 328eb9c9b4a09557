import type { Told } from "./faults";
import { playRound, type RoundResult } from "./play-round";
import { createRandom } from "./random";
import { keepOutputs, reportRound } from "./report";
import type { Stage } from "./stage";
import { summary } from "./summary";
import { createWorkload } from "./workload";

/** What was amiss in all rounds. */
export type Total = { lost: number; twice: number; different: number };

/** Plays rounds on one stage until one fails, and tells about each, and in the end about all. */
export async function playRounds(stage: Stage, options: { rounds: number; seed: number }): Promise<Total> {
  const { rounds, seed } = options;
  const workload = createWorkload({ webs: [stage.web], random: createRandom(seed, "work") });
  const random = createRandom(seed, "faults");
  const told: Told[] = [];
  let last: RoundResult | null = null;
  let passed = 0;
  for (; passed < rounds; passed++) {
    last = await playRound(stage, workload, random);
    told.push(...last.told);
    reportRound(passed + 1, last);
    if (last.lost.length + last.twice.length + last.different.length > 0) {
      await keepOutputs(stage);
      break;
    }
  }
  for (const line of summary(told, await stage.proxy.counts())) console.log(line);
  const { stored = 0, reverted = 0, replaced = 0 } = last?.transactions ?? {};
  console.log(`${stored} transactions, ${reverted} of them reverted, ${replaced} replaced`);
  const { accepted, refused, unanswered } = workload.counts;
  console.log(`${accepted} accepted, ${refused} refused, ${unanswered} unanswered`);
  const total = {
    lost: last?.lost.length ?? 0,
    twice: last?.twice.length ?? 0,
    different: last?.different.length ?? 0,
  };
  console.log(`${total.lost} lost, ${total.twice} twice, ${total.different} differences`);
  console.log(`${passed} rounds passed, ${passed < rounds ? 1 : 0} failed`);
  return total;
}

/**
 * `npm run test:faults -- --rounds 100`: kills servers, workers, database and chain, and lets the chain reorganise and its RPC
 * lie, at random moments while people ask for tickets. After each round everything that was accepted has to be on the chain
 * exactly once, or to have failed with a reason. `--database pglite` or `postgres` for one only, `--seed 1` for the same
 * choices again, `--control` for the negative control, which has to fail.
 */
import { parseArgs } from "node:util";
import { playRound } from "./faults/play-round";
import { createRandom } from "./faults/random";
import { createStage, type DatabaseKind } from "./faults/stage";
import { createWorkload } from "./faults/workload";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    database: { type: "string", default: "both" },
    control: { type: "boolean", default: false },
  },
});
const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
const databases: DatabaseKind[] = (["pglite", "postgres"] as const).filter(
  (kind) => values.database === "both" || values.database === kind,
);

let broken = 0;
for (const database of databases) broken += await test(database);
process.exit(broken === 0 ? 0 : 1);

async function test(database: DatabaseKind): Promise<number> {
  console.log(`\n${database}, ${rounds} rounds, seed ${seed}${values.control ? ", negative control" : ""}`);
  const stage = await createStage({ database, seed, forgetsBytes: values.control });
  if (!stage) {
    console.log("not run: no Postgres is installed under /usr/lib/postgresql");
    return 0;
  }
  const random = createRandom(seed);
  const workload = createWorkload({ webs: [stage.web], random });
  const total = { lost: 0, twice: 0, different: 0 };
  try {
    for (let round = 1; round <= rounds; round++) {
      const result = await playRound(stage, workload, random);
      const { lost, twice, different } = result;
      total.lost += lost.length;
      total.twice += twice.length;
      total.different += different.length;
      console.log(
        `${String(round).padStart(4)}  ${String(result.actions).padStart(6)} actions  ${lost.length} lost  ${twice.length} twice  ` +
          `${different.length} different  ${result.healSeconds.toFixed(1)} s  ${result.faults.join("; ")}`,
      );
      for (const line of [...lost, ...twice, ...different].slice(0, 5)) console.log(`        ${line}`);
      if (lost.length + twice.length + different.length > 0) break;
    }
  } finally {
    await stage.close();
  }
  const { accepted, refused, unanswered } = workload.counts;
  console.log(`${accepted} accepted, ${refused} refused, ${unanswered} unanswered`);
  console.log(`${database}: ${total.lost} lost, ${total.twice} twice, ${total.different} differences`);
  return total.lost + total.twice + total.different;
}

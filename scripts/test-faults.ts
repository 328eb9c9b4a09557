/**
 * `npm run test:faults -- --rounds 100`: kills servers, workers, database and chain, and lets the chain reorganise and its RPC
 * lie, at random moments while people ask for tickets. After each round everything that was accepted has to be on the chain
 * exactly once, or to have failed with a reason, and a full rescan of the chain must find what the database says.
 * `--database pglite` or `postgres` for one only, `--seed 1` for the same choices again, `--control` for the negative control,
 * which has to fail.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Told } from "./faults/faults";
import { playRound, type RoundResult } from "./faults/play-round";
import { createRandom } from "./faults/random";
import { createStage, type DatabaseKind, type Stage } from "./faults/stage";
import { summary } from "./faults/summary";
import { createWorkload } from "./faults/workload";
import { repository } from "./lib/repository";

const LINES_MAX = 10;

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

let close: (() => Promise<void>) | null = null;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void Promise.resolve(close?.()).finally(() => process.exit(1)));
}

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
  close = stage.close;
  const workload = createWorkload({ webs: [stage.web], random: createRandom(seed, "work") });
  const random = createRandom(seed, "faults");
  const total = { lost: 0, twice: 0, different: 0 };
  const told: Told[] = [];
  let transactions: RoundResult["transactions"] | null = null;
  let passed = 0;
  try {
    for (let round = 1; round <= rounds; round++) {
      const result = await playRound(stage, workload, random);
      told.push(...result.told);
      total.lost += result.lost.length;
      total.twice += result.twice.length;
      total.different += result.different.length;
      print(round, result);
      transactions = result.transactions;
      if (total.lost + total.twice + total.different > 0) {
        await writeOutputs(stage);
        break;
      }
      passed += 1;
    }
    for (const line of summary(told, await stage.proxy.counts())) console.log(line);
  } finally {
    await stage.close();
  }
  const { accepted, refused, unanswered } = workload.counts;
  const { stored = 0, reverted = 0, replaced = 0 } = transactions ?? {};
  console.log(`${stored} transactions, ${reverted} of them reverted, ${replaced} replaced`);
  console.log(`${accepted} accepted, ${refused} refused, ${unanswered} unanswered`);
  console.log(`${database}: ${total.lost} lost, ${total.twice} twice, ${total.different} differences`);
  console.log(`${passed} rounds passed, ${passed < rounds ? 1 : 0} failed`);
  return total.lost + total.twice + total.different;
}

async function writeOutputs({ children }: Stage): Promise<void> {
  await mkdir(join(repository, "test-results"), { recursive: true });
  for (const { name, output } of children) {
    const file = join("test-results", `faults-${name.replace(" ", "-")}.log`);
    await writeFile(join(repository, file), output());
    console.log(`        what ${name} said: ${file}`);
  }
}

function print(round: number, result: RoundResult): void {
  const { lost, twice, different, failed, told, actions, seconds } = result;
  const counts = `${lost.length} lost  ${twice.length} twice  ${different.length} different  ${failed.length} failed`;
  const faults = told.map(({ kind, detail }) => (detail ? `${kind} ${detail}` : kind)).join("; ");
  console.log(
    `${String(round).padStart(4)}  ${actions} actions  ${counts}  ${seconds.toFixed(1)} s  ${faults}`,
  );
  for (const line of [...lost, ...twice, ...different, ...new Set(failed)].slice(0, LINES_MAX)) {
    console.log(`        ${line}`);
  }
}

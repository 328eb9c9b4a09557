/**
 * `npm run test:faults -- --rounds 100`: kills servers, workers, database and chain, and lets the chain reorganise and its RPC
 * lie, at random moments while people ask for tickets. After each round everything that was accepted has to be on the chain
 * exactly once, or to have failed with a reason, and a full rescan of the chain must find what the database says.
 * `--database pglite` or `postgres` for one only, which must then be there, `--seed 1` for the same choices again, `--control` for the negative control,
 * which has to fail.
 */
import { readOptions } from "./faults/options";
import { playRounds } from "./faults/play-rounds";
import { createStage, type DatabaseKind } from "./faults/stage";

const { rounds, seed, database, control } = readOptions();
const databases: DatabaseKind[] = database === "both" ? ["pglite", "postgres"] : [database];

let close: (() => Promise<void>) | null = null;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void Promise.resolve(close?.()).finally(() => process.exit(1)));
}

let amiss = 0;
for (const kind of databases) amiss += await test(kind);
process.exit(amiss === 0 ? 0 : 1);

async function test(kind: DatabaseKind): Promise<number> {
  console.log(`\n${kind}, ${rounds} rounds, seed ${seed}${control ? ", negative control" : ""}`);
  const stage = await createStage({ database: kind, seed, forgetsBytes: control });
  if (!stage) {
    console.log("not run: no Postgres is installed under /usr/lib/postgresql");
    return database === kind ? 1 : 0;
  }
  close = stage.close;
  try {
    const { lost, twice, different } = await playRounds(stage, { rounds, seed });
    return lost + twice + different;
  } finally {
    await stage.close();
  }
}

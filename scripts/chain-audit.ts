/**
 * `npm run chain:audit`: does the database say what the chain says? Reads all that the contracts of all events logged, up to where
 * the index stands, and compares facts, tickets, supplies, events and actions with it. Reads the server's environment; the
 * embedded database and chain only while no server has them open. Exits 1 when anything differs.
 */
import { auditChain, ChainHasMoved } from "@/lib/pipeline/audit/audit-chain";
import { type Difference, sentenceOf } from "@/lib/pipeline/audit/difference";
import { BootError } from "@/lib/runtime/boot-error";
import { openForAudit } from "./lib/open-for-audit";
import { runOrExplain } from "./lib/run-or-explain";

await runOrExplain(async () => {
  await using open = new AsyncDisposableStack();
  const differences = await audit(open);
  if (differences.length === 0) return console.log("The database and the chain agree.");
  console.table(tally(differences));
  for (const difference of differences) console.log(sentenceOf(difference));
  process.exitCode = 1;
});

async function audit(open: AsyncDisposableStack): Promise<Difference[]> {
  try {
    return await auditChain(await openForAudit(open));
  } catch (error) {
    if (error instanceof ChainHasMoved) throw new BootError(error.message);
    throw error;
  }
}

/** How many differences there are of each kind. */
function tally(differences: readonly Difference[]): Record<string, { count: number }> {
  const byKind = Map.groupBy(differences, ({ kind }) => kind);
  return Object.fromEntries([...byKind].map(([kind, all]) => [kind, { count: all.length }]));
}

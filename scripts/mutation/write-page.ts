import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { markdownTable } from "../bench/markdown-table";
import { repository } from "../lib/repository";
import type { Control } from "./run-control";
import { type Scored, totalsOf } from "./score";

const INTRODUCTION = `# Mutation tests

Written by \`npm run test:mutation\`. Would the contracts' tests notice a mistake? The run makes every small mistake that it
knows of in our contracts, one at a time, and runs the tests in \`hardhat/test\` against each. A mutant is killed when a test
fails or never ends; the score is how many are. Below 95 %, or with a survivor that nobody has explained, the run fails.

## How it works

- solc's syntax tree says where mutants can be. Comparisons get another boundary and their negation; conditions and parts
  of them are forced true and false; arithmetic, bit and assignment operators are swapped; negations, modifiers and
  statements are left out; numbers become one more, one less and zero; texts become empty, and a value of an enum the next
  one. Assembly gets the same. Interfaces have no code, and OpenZeppelin's isn't ours. What doesn't compile is no mutant.
- All mutants are written into one copy of the sources, switched off, and compiled once with the contracts' own settings.
  The block's coinbase says which one is on.
- A survey runs every test with no mutant on: all have to pass, and it records which mutants each test reaches.
- A mutant is tried against the tests that reach it and no others, those that killed its neighbours and quick ones first,
  until one fails. Each test runs by itself, and the chain is put back after it.
- Left out are tests of deployments, of exact gas and of the Solidity suites: what is killed is killed by the TypeScript
  tests alone.
- What is known is kept in \`cache/mutation.jsonl\`. With the same contracts and tests nothing is tried again.
  \`--only EventSale.sol\`, \`--limit 50\`, \`--tests mint\` and \`--workers 2\` run a part.
`;

/** Writes docs/mutation.md: how it works, the score by contract, and why each survivor can't be told from the original. */
export async function writePage(scored: readonly Scored[], control: Control): Promise<void> {
  const page = [INTRODUCTION, scores(scored), controlled(control), survivors(scored)].join("\n");
  await writeFile(join(repository, "docs/mutation.md"), page);
}

function scores(scored: readonly Scored[]): string {
  const files = [...new Set(scored.map(({ file }) => file))].sort();
  const rows = files.map((file) =>
    row(
      nameOf(file),
      scored.filter((mutant) => mutant.file === file),
    ),
  );
  const head = ["contract", "mutants", "killed", "equivalent", "survived", "score", "of all"];
  const { killed, mutants, equivalent, timedOut, score, raw } = totalsOf(scored);
  return `## Score

${percent(score)}: ${killed} of the ${mutants - equivalent} mutants that can be told from the original are killed, ${timedOut} of them because they never
end. Of all ${mutants} mutants that is ${percent(raw)}.

${markdownTable(head, [...rows, row("all", scored)])}
`;
}

function row(name: string, scored: readonly Scored[]): string[] {
  const { mutants, killed, equivalent, survived, score, raw } = totalsOf(scored);
  return [name, ...[mutants, killed, equivalent, survived].map(String), percent(score), percent(raw)];
}

function controlled({ tests, mutants, killed }: Control): string {
  return `## Control

Can the score fall? With nothing but \`hardhat/test/${tests}\`, ${killed} of ${mutants} of the killed mutants are noticed, ${percent(killed / mutants)}.
`;
}

function survivors(scored: readonly Scored[]): string {
  const alive = scored.filter(({ outcome }) => outcome === "survived");
  const reasons = new Map<string, Scored[]>();
  for (const mutant of alive) {
    const key = `${mutant.file}\n${mutant.inFunction}\n${mutant.reason ?? "Not explained."}`;
    reasons.set(key, [...(reasons.get(key) ?? []), mutant]);
  }
  const sections = [...reasons.values()].map((mutants) => {
    const [first] = mutants;
    if (!first) return "";
    const changes = mutants.map(
      ({ original, mutated }) => `- \`${original}\` → ${mutated === "" ? "left out" : `\`${mutated}\``}`,
    );
    return `### ${nameOf(first.file)}, ${first.inFunction}\n\n${first.reason ?? "Not explained."}\n\n${changes.join("\n")}\n`;
  });
  return `## Survivors\n\n${sections.join("\n")}`;
}

const nameOf = (file: string) => file.replace(/^contracts\//, "").replace(/\.sol$/, "");
const percent = (part: number) => `${(Math.floor(part * 1000) / 10).toFixed(1)} %`;

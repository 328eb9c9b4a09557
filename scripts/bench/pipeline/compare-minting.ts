import { withBareAnvil } from "../bare-anvil";
import { figure } from "../figure";
import type { DatabaseKind } from "../new-database";
import type { Result } from "../report";
import { measureMinting, TICKETS } from "./measure-minting";
import { measureNaiveMint } from "./naive-mint";

/** From the API's call to confirmed, beside a transaction for each ticket. */
export async function compareMinting(
  kinds: readonly DatabaseKind[],
  say: (line: string) => void,
): Promise<Result[]> {
  say("Minting, a transaction for each ticket …");
  const naive = await withBareAnvil((rpcUrl) => measureNaiveMint(rpcUrl, TICKETS));
  const note = "no database";
  const results = [
    figure("naive_tickets_per_s", naive.all, { unit: "tickets/s", note }),
    figure("naive_first_tickets_per_s", naive.firstTenth, { unit: "tickets/s", note }),
  ];
  for (const { name, suffix, withNew } of kinds) {
    say(`Minting by the server, on ${name} …`);
    const rounds = await withNew(measureMinting);
    const note = `${name}; median of ${rounds.map(Math.round).join(", ")}`;
    const target = (value: number) => (suffix === "" ? value : null);
    const ours = median(rounds);
    results.push(
      figure(`tickets_per_s${suffix}`, ours, { unit: "tickets/s", target: target(1_500), note }),
      figure(`vs_naive${suffix}`, ours / naive.all, { unit: "×", target: target(20), note: name }),
    );
  }
  return results;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

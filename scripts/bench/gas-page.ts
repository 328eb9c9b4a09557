import type { Toolchain } from "./gas-toolchain";
import { WORK } from "./gas-work";
import { markdownTable } from "./markdown-table";
import { describeReport, isReached, type Report, type Result } from "./report";

const HEAD = ["gas per ticket", "ours", "target", "OpenZeppelin", "ERC721A", "Solady", "OPEN"] as const;

/** One row for each piece of work; a dash where somebody has no such thing or no figure is known. */
export function gasTable(results: readonly Result[]): string {
  const find = (key: string) => results.find((result) => result.key === key);
  const rows = WORK.map(({ key, what, target, open }) => [
    what,
    ours(find(key)),
    figure(target),
    ...["openzeppelin", "erc721a", "solady"].map((library) => figure(find(`${key}_${library}`)?.value)),
    open ?? "–",
  ]);
  return markdownTable(HEAD, rows);
}

/** docs/benchmarks/gas.md */
export function gasPage(report: Report, toolchain: Toolchain): string {
  const { results } = report;
  return `# Gas

Written by \`npm run bench:gas\`; the same figures are in [gas.json](gas.json). ${describeReport(report)}

${gasTable(results)}

Each figure is what real transactions on Hardhat's in-memory chain (${toolchain.hardfork}) used, base cost included, divided by
their tickets. Ours and the libraries' contracts were compiled alike (${toolchain.compiler}):
OpenZeppelin ${toolchain.openzeppelin}, ERC721A ${toolchain.erc721a}, Solady ${toolchain.solady}. All are called through a minimal clone, as each event is one.
Owners have no ticket before, every mint writes fresh slots, and addresses and references have no zero byte. The event has
had one ticket before, since ERC721A's counter begins at zero; the others cost the same without.

OPEN's figures were published for its contracts, or measured on them: solc 0.8.24, 800 runs, with its helper contracts stubbed,
so what it really costs is higher. They aren't part of this run.

## What is compared

- **The others** ([contracts](../../hardhat/bench/contracts)) are what a careful developer would write on each library, and where
  there was a choice, the cheaper one: an operator check, one supply, batches, check-ins in a bitmap with one event a batch.
  They know no ticket types, order references, prices, price caps, transfer policy, pause, sale or market.
- **Ours** reads and emits a 16-byte reference for each order, by which a database finds its tickets, and holds the supply of each
  type. A check-in also emits ERC-4906's metadata update.
- **Undo** of a check-in also voids what the holder signed for the ticket, by a nonce beside its owner. A ticket that shares its
  order's slot needs one of its own for that: ours is dearest here. The others have no signatures to void.
- **Check-in** by the others has to look whether the ticket exists, one cold slot for each; ours sees it by the serial. "Beside the owner"
  is the check-in in the spare bits of the owner's slot, where ERC721A and Solady have some.
- **Invalidate** burns with the others, as with OPEN. Ours keeps the ticket with its holder, marked. A bitmap of invalidated
  tickets would cost the others what check-in costs them, and they would have to ask it at every transfer.
- **Custody** is the contract itself holding tickets. Minting 100 in one order writes little, so the one who moves a ticket out pays
  for its first own slot: ${sums(results)}.
- **Resell** by ours also holds the price against the cap, and emits it. The others' operators move tickets with no price at all.
- **Create an event**: ours stores name, owner, operator, terms and two ticket types; the others name, owner, operator and a supply.
- **Purchase, market, refund** are paid in the native coin, after somebody else did the same. The others have none of it.
`;
}

/** What a ticket costs in all that is first minted into custody and later moves out of it. */
function sums(results: readonly Result[]): string {
  const sum = (suffix: string) =>
    results
      .filter(({ key }) => key === `mint_custody${suffix}` || key === `claim${suffix}`)
      .reduce((total, { value }) => total + value, 0);
  const names = { "": "ours", _openzeppelin: "OpenZeppelin", _erc721a: "ERC721A", _solady: "Solady" };
  const parts = Object.entries(names).map(([suffix, name]) => `${name} ${figure(sum(suffix))}`);
  return `both together are ${parts.join(", ")}, OPEN 69,350`;
}

function ours(result: Result | undefined): string {
  if (!result) return "–";
  return isReached(result) ? figure(result.value) : `${figure(result.value)} (missed)`;
}

function figure(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : value.toLocaleString("en");
}

import { type Address, createPublicClient, http, type PublicClient } from "viem";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { decodeLogs } from "@/lib/chain/decode-logs";
import type { ServerState } from "./protocol";

export type Verdict = { lost: string[]; twice: string[]; different: string[] };

const STATUSES = ["valid", "checked_in", "invalidated"] as const;
const KINDS: Partial<Record<string, string>> = {
  checked_in: "check_in",
  check_in_undone: "undo_check_in",
  invalidated: "invalidate",
};
/** Tickets that are asked for in one call: its code, which these are part of, may have 48 KiB (EIP-3860). */
const PAGE = 60;
/** Such calls at a time. */
const PAGES = 20;
/** Blocks whose logs are read at a time. */
const BLOCKS = 50n;

/**
 * Whether every action is on the chain exactly once, or failed with a reason and isn't there; and whether owners and statuses
 * are the chain's. Asks the chain itself, by none of the pipeline's code but the decoding of logs.
 */
export async function compare(rpcUrl: string, state: ServerState): Promise<Verdict> {
  const client = createPublicClient({ transport: http(rpcUrl, { batch: true, timeout: 60_000 }) });
  const done = await countDeeds(client, state.contracts as Address[]);
  const verdict: Verdict = { lost: [], twice: [], different: [] };
  for (const action of state.actions) judgeAction(action, done.get(action.id) ?? 0, verdict);
  judgeDeeds(state.deeds, done, verdict);
  for (let start = 0; start < state.tickets.length; start += PAGES * PAGE) {
    const pages = Array.from({ length: PAGES }, (_, i) => start + i * PAGE);
    const found = await Promise.all(
      pages.map((page) => compareTickets(client, state.tickets.slice(page, page + PAGE))),
    );
    verdict.different.push(...found.flat());
  }
  return verdict;
}

type Deed = { contract: string; tokenId: string | bigint; kind: string };

const nameOf = ({ contract, tokenId, kind }: Deed) => `${kind} of ${contract} ${tokenId}`;

/** How often each order was minted, by its action, and how often each other thing was done to each token. */
async function countDeeds(client: PublicClient, address: Address[]): Promise<Map<string, number>> {
  const done = new Map<string, number>();
  const count = (name: string) => done.set(name, (done.get(name) ?? 0) + 1);
  const head = await client.getBlockNumber();
  for (let fromBlock = 0n; fromBlock <= head && address.length > 0; fromBlock += BLOCKS) {
    const logs = await client.getLogs({ address, fromBlock, toBlock: fromBlock + BLOCKS - 1n });
    for (const { contract, fact } of decodeLogs(logs)) {
      const kind = KINDS[fact.name];
      if (fact.name === "minted") count(fact.actionId);
      else if (kind && "tokenId" in fact) count(nameOf({ contract, tokenId: fact.tokenId, kind }));
    }
  }
  return done;
}

type StateAction = ServerState["actions"][number];

function judgeAction({ id, kind, status, code }: StateAction, mints: number, verdict: Verdict): void {
  const isDone = status === "confirmed" || status === "final";
  if (!isDone && status !== "failed") verdict.lost.push(`${kind} ${id} is ${status}`);
  if (status === "failed" && code === null) verdict.lost.push(`${kind} ${id} failed without a reason`);
  // There is supply enough, and nothing that forbids it.
  if (status === "failed" && (kind === "mint" || kind === "publish"))
    verdict.lost.push(`${kind} ${id} failed: ${code}`);
  if (kind !== "mint") return;
  if (isDone && mints === 0) verdict.lost.push(`${id} is ${status}, but not on the chain`);
  if (!isDone && mints > 0) verdict.twice.push(`${id} is ${status}, but on the chain`);
  if (mints > 1) verdict.twice.push(`${id} is on the chain ${mints} times`);
}

/** Nobody but the servers does anything to a token here, so what was done to it is what actions asked for. */
function judgeDeeds(deeds: ServerState["deeds"], done: ReadonlyMap<string, number>, verdict: Verdict): void {
  const asked = new Map(deeds.map((deed) => [nameOf(deed), deed.times]));
  for (const [name, times] of asked) {
    const onChain = done.get(name) ?? 0;
    if (onChain < times) verdict.lost.push(`${name} was done ${times} times, on the chain ${onChain}`);
  }
  for (const [name, onChain] of done) {
    const times = asked.get(name) ?? 0;
    if (name.includes(" of ") && onChain > times)
      verdict.twice.push(`${name} was done ${times} times, on the chain ${onChain}`);
  }
}

async function compareTickets(client: PublicClient, tickets: ServerState["tickets"]): Promise<string[]> {
  if (tickets.length === 0) return [];
  const contracts = tickets.flatMap(({ contract, tokenId }) => {
    const call = { abi: eventTicketsAbi, address: contract as Address, args: [BigInt(tokenId)] } as const;
    return [
      { ...call, functionName: "ownerOf" },
      { ...call, functionName: "statusOf" },
    ] as const;
  });
  const answers = await client.multicall({ contracts, deployless: true, batchSize: 0 });
  return tickets.flatMap(({ contract, tokenId, owner, status, refusal }, i) => {
    const ownerThere = answers[2 * i]?.result;
    const statusThere = STATUSES[Number(answers[2 * i + 1]?.result)];
    if (ownerThere === owner && statusThere === status) return [];
    const why = refusal ? ` (${refusal})` : "";
    return `${contract} ${tokenId}: ${owner} ${status}, on the chain ${ownerThere} ${statusThere}${why}`;
  });
}

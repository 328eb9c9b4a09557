import { type Address, createPublicClient, http } from "viem";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { decodeLogs } from "@/lib/chain/decode-logs";
import type { ServerState } from "./protocol";

export type Verdict = { lost: string[]; twice: string[]; different: string[] };

const STATUSES = ["valid", "checked_in", "invalidated"] as const;
/** Reads at a time. */
const PAGE = 500;
/** Blocks whose logs are read at a time. */
const BLOCKS = 10n;

/**
 * Whether every action is on the chain exactly once, or failed with a reason and isn't there; and whether owners and statuses
 * are the chain's. Asks the chain itself, by none of the pipeline's code but the decoding of logs.
 */
export async function compare(rpcUrl: string, state: ServerState): Promise<Verdict> {
  const client = createPublicClient({ transport: http(rpcUrl, { batch: true }) });
  const address = state.contracts as Address[];
  const mints = new Map<string, number>();
  const head = await client.getBlockNumber();
  for (let fromBlock = 0n; fromBlock <= head && address.length > 0; fromBlock += BLOCKS) {
    const logs = await client.getLogs({ address, fromBlock, toBlock: fromBlock + BLOCKS - 1n });
    for (const { fact } of decodeLogs(logs)) {
      if (fact.name === "minted") mints.set(fact.actionId, (mints.get(fact.actionId) ?? 0) + 1);
    }
  }
  const verdict: Verdict = { lost: [], twice: [], different: [] };
  for (const action of state.actions) judgeAction(action, mints.get(action.id) ?? 0, verdict);

  for (let start = 0; start < state.tickets.length; start += PAGE) {
    const page = state.tickets.slice(start, start + PAGE);
    await Promise.all(
      page.map(async (ticket) => {
        const call = {
          abi: eventTicketsAbi,
          address: ticket.contract as Address,
          args: [BigInt(ticket.tokenId)],
        } as const;
        const [owner, status] = await Promise.all([
          client.readContract({ ...call, functionName: "ownerOf" }),
          client.readContract({ ...call, functionName: "statusOf" }),
        ]);
        if (owner === ticket.owner && STATUSES[status] === ticket.status) return;
        verdict.different.push(
          `${ticket.contract} ${ticket.tokenId}: ${ticket.owner} ${ticket.status}, on the chain ${owner} ${STATUSES[status]}`,
        );
      }),
    );
  }
  return verdict;
}

type StateAction = ServerState["actions"][number];

function judgeAction({ id, kind, status, code }: StateAction, mints: number, verdict: Verdict): void {
  const isDone = status === "confirmed" || status === "final";
  if (!isDone && status !== "failed") verdict.lost.push(`${id} is ${status}`);
  if (status === "failed" && code === null) verdict.lost.push(`${id} failed without a reason`);
  if (kind !== "mint") return;
  if (isDone && mints === 0) verdict.lost.push(`${id} is ${status}, but not on the chain`);
  if (!isDone && mints > 0) verdict.twice.push(`${id} is ${status}, but on the chain`);
  if (mints > 1) verdict.twice.push(`${id} is on the chain ${mints} times`);
}

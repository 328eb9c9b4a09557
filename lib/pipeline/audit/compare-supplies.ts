import { type Address, BaseError, ContractFunctionZeroDataError } from "viem";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import type { Chain } from "@/lib/chain/chain";
import type { ChainState } from "./chain-state";
import type { Difference } from "./difference";

/** Calls at a time. */
const CALLS_MAX = 50;

/** How many tokens each contract says it has, beside how many its logs minted. */
export async function compareSupplies(
  chain: Pick<Chain, "client">,
  { state, contracts, block }: { state: ChainState; contracts: readonly Address[]; block: number },
): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (let start = 0; start < contracts.length; start += CALLS_MAX) {
    const some = contracts.slice(start, start + CALLS_MAX);
    const supplies = await Promise.all(some.map((contract) => readSupply(chain, contract, block)));
    for (const [i, contract] of some.entries()) {
      const [here, onChain] = [`${state.contracts.get(contract)?.tokens ?? 0}`, `${supplies[i]}`];
      if (here !== onChain) differences.push({ kind: "supply_differs", contract, here, onChain });
    }
  }
  return differences;
}

/** 0 where the contract is not deployed yet. */
async function readSupply(
  { client }: Pick<Chain, "client">,
  address: Address,
  block: number,
): Promise<bigint> {
  try {
    return await client.readContract({
      abi: eventTicketsAbi,
      address,
      functionName: "totalSupply",
      blockNumber: BigInt(block),
    });
  } catch (error) {
    const isMissing = (cause: unknown) => cause instanceof ContractFunctionZeroDataError;
    if (error instanceof BaseError && error.walk(isMissing)) return 0n;
    throw error;
  }
}

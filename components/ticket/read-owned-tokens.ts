import {
  type Address,
  BaseError,
  ContractFunctionRevertedError,
  ContractFunctionZeroDataError,
  type PublicClient,
} from "viem";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";

/** The proxy passes on no wider eth_getLogs. */
const LOG_RANGE = 10_000n;
/** How far back missing tokens are searched: half a million blocks. */
const LOG_CALLS_MAX = 50;

export const CHAIN_STATUSES = ["valid", "checked_in", "invalidated"] as const;
export type ChainStatus = (typeof CHAIN_STATUSES)[number];

export type OwnedToken = { contract: Address; tokenId: bigint; status: ChainStatus };

export type OwnedTokens = {
  block: bigint;
  tokens: OwnedToken[];
  /** Tickets that the chain counts for the wallet but that were not found: too old to search for. */
  missing: number;
};

type Contract = { address: Address; deployedInBlock: number };

/**
 * The tickets that a wallet holds, as the chain tells: `balanceOf` says how many to find, `ownerOf` confirms those that
 * the server hinted at, and only if some are still missing are `Transfer` logs searched, latest first. All of it at
 * one block, and in few HTTP requests, since the transport sends calls in batches.
 * @throws viem's errors where the chain can't be asked.
 */
export async function readOwnedTokens(options: {
  client: PublicClient;
  owner: Address;
  contracts: readonly Contract[];
  /** Tokens that the wallet probably holds. */
  hints: readonly { contract: Address; tokenId: bigint }[];
}): Promise<OwnedTokens> {
  const { client, owner, contracts, hints } = options;
  const block = await client.getBlockNumber({ cacheTime: 0 });
  const at = { client, owner, block };
  const perContract = await Promise.all(
    contracts.map(async (contract) => {
      const likely = hints.flatMap((hint) => (hint.contract === contract.address ? [hint.tokenId] : []));
      return readContractTokens(at, contract, likely);
    }),
  );
  return {
    block,
    tokens: perContract.flatMap((found) => found.tokens),
    missing: perContract.reduce((sum, found) => sum + found.missing, 0),
  };
}

type At = { client: PublicClient; owner: Address; block: bigint };

async function readContractTokens(at: At, contract: Contract, likely: readonly bigint[]) {
  const balance = Number(await readBalance(at, contract.address));
  if (balance === 0) return { tokens: [], missing: 0 };
  const owned = await ownedAmong(at, contract.address, likely);
  if (owned.length < balance)
    owned.push(...(await searchLogs(at, contract, { seen: likely, balance, owned })));
  const tokens = await Promise.all(owned.map((tokenId) => readToken(at, contract.address, tokenId)));
  return { tokens, missing: balance - tokens.length };
}

/** 0 also where no contract stands yet: its deployment may have been undone by a reorg. */
async function readBalance({ client, owner, block }: At, address: Address): Promise<bigint> {
  try {
    return await client.readContract({
      address,
      abi: eventTicketsAbi,
      functionName: "balanceOf",
      args: [owner],
      blockNumber: block,
    });
  } catch (error) {
    if (isCausedBy(error, ContractFunctionZeroDataError)) return 0n;
    throw error;
  }
}

async function ownedAmong(at: At, address: Address, tokenIds: readonly bigint[]): Promise<bigint[]> {
  const owners = await Promise.all(tokenIds.map((tokenId) => readOwner(at, address, tokenId)));
  return tokenIds.filter((_, index) => owners[index] === at.owner);
}

/** Null for a token that does not exist. */
async function readOwner({ client, block }: At, address: Address, tokenId: bigint): Promise<Address | null> {
  try {
    return await client.readContract({
      address,
      abi: eventTicketsAbi,
      functionName: "ownerOf",
      args: [tokenId],
      blockNumber: block,
    });
  } catch (error) {
    if (isCausedBy(error, ContractFunctionRevertedError)) return null;
    throw error;
  }
}

async function readToken({ client, block }: At, contract: Address, tokenId: bigint): Promise<OwnedToken> {
  const status = await client.readContract({
    address: contract,
    abi: eventTicketsAbi,
    functionName: "statusOf",
    args: [tokenId],
    blockNumber: block,
  });
  return { contract, tokenId, status: CHAIN_STATUSES[status] ?? "invalidated" };
}

/** Tokens that came to the wallet and are still there, until as many are known as the balance says. */
async function searchLogs(
  at: At,
  contract: Contract,
  known: { seen: readonly bigint[]; owned: readonly bigint[]; balance: number },
): Promise<bigint[]> {
  const seen = new Set(known.seen);
  const found: bigint[] = [];
  const first = BigInt(contract.deployedInBlock);
  let to = at.block;
  for (let call = 0; call < LOG_CALLS_MAX && to >= first; call += 1) {
    const from = to - LOG_RANGE + 1n > first ? to - LOG_RANGE + 1n : first;
    const arrived = (await readArrivals(at, contract.address, { from, to })).filter((id) => !seen.has(id));
    for (const tokenId of arrived) seen.add(tokenId);
    found.push(...(await ownedAmong(at, contract.address, arrived)));
    if (known.owned.length + found.length >= known.balance) break;
    to = from - 1n;
  }
  return found;
}

/** Token ids of transfers to the wallet in these blocks, each once. */
async function readArrivals(
  { client, owner }: At,
  address: Address,
  range: { from: bigint; to: bigint },
): Promise<bigint[]> {
  const logs = await client.getContractEvents({
    address,
    abi: eventTicketsAbi,
    eventName: "Transfer",
    args: { to: owner },
    fromBlock: range.from,
    toBlock: range.to,
    strict: true,
  });
  return [...new Set(logs.map((log) => log.args.tokenId))];
}

function isCausedBy(error: unknown, kind: new (...args: never[]) => Error): boolean {
  return error instanceof BaseError && error.walk((cause) => cause instanceof kind) instanceof kind;
}

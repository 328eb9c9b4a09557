import { z } from "zod";

/**
 * What a wallet and our pages need of a node. Nothing that lists the node's accounts, signs with them, traces, or
 * holds state on the node (filters, subscriptions) is here.
 */
const ALLOWED_METHODS: ReadonlySet<string> = new Set([
  "eth_blockNumber",
  "eth_call",
  "eth_chainId",
  "eth_estimateGas",
  "eth_feeHistory",
  "eth_gasPrice",
  "eth_getBalance",
  "eth_getBlockByHash",
  "eth_getBlockByNumber",
  "eth_getCode",
  "eth_getLogs",
  "eth_getTransactionByHash",
  "eth_getTransactionCount",
  "eth_getTransactionReceipt",
  "eth_maxPriorityFeePerGas",
  "eth_sendRawTransaction",
  "net_version",
]);

/** Blocks that one eth_getLogs may span. */
export const LOG_RANGE_MAX = 10_000n;

export function isAllowedMethod(method: string): boolean {
  return ALLOWED_METHODS.has(method);
}

const blockSchema = z.union([
  z
    .string()
    .regex(/^0x[0-9a-f]{1,16}$/i)
    .transform((hex) => BigInt(hex)),
  z.enum(["earliest", "latest", "pending", "safe", "finalized"]),
]);

const logFilterSchema = z.union([
  z.object({ blockHash: z.string() }),
  z.object({ fromBlock: blockSchema.default("latest"), toBlock: blockSchema.default("latest") }),
]);

/**
 * Whether an eth_getLogs stays within {@link LOG_RANGE_MAX} blocks. `head` is asked for only if the filter names a
 * moving block such as `latest`.
 */
export async function isBoundedLogFilter(params: unknown, head: () => Promise<bigint>): Promise<boolean> {
  const parsed = z.tuple([logFilterSchema]).safeParse(params);
  if (!parsed.success) return false;
  const [filter] = parsed.data;
  if ("blockHash" in filter) return true;
  const from = await blockNumber(filter.fromBlock, head);
  const to = await blockNumber(filter.toBlock, head);
  return to - from < LOG_RANGE_MAX;
}

async function blockNumber(block: z.infer<typeof blockSchema>, head: () => Promise<bigint>): Promise<bigint> {
  if (typeof block === "bigint") return block;
  return block === "earliest" ? 0n : head();
}

import { HttpRequestError, isHex, ResponseBodyTooLargeError, RpcRequestError } from "viem";

/**
 * What an error says about the request and the node:
 * - `final`: each node would answer the same (a revert, no funds, bad parameters);
 * - `elsewhere`: this node can't (pruned, behind, a method it lacks, too many logs), another may; it is well;
 * - `hiccup`: it failed at this request, and may answer it next time;
 * - `limited`: it wants fewer requests;
 * - `failed`: it is not well.
 */
export type Verdict = "final" | "elsewhere" | "hiccup" | "limited" | "failed";

/** Words of geth, erigon, nethermind, besu, reth and anvil for what the chain's rules or the request's content forbid. */
const FINAL = new RegExp(
  [
    "revert",
    "insufficient (funds|balance)",
    "nonce (is )?too (low|high)",
    "already ?known|already imported|known transaction",
    "underpriced",
    "intrinsic gas",
    "(fee|price) .*(less|lower) than",
    "exceeds (the )?(block )?gas limit|gas required exceeds|exceeds the configured cap|out of gas",
    "invalid (sender|signature|chain id|opcode|jump)",
    "transaction type not supported",
    "oversized data",
    "stack (under|over)flow",
  ].join("|"),
  "i",
);

/** The node lacks the block or its state. */
const ABSENT =
  /header not found|(unknown|missing) block|block (was )?not found|BlockOutOfRange|missing trie node|state .*(unavailable|not available|pruned)|historical state/i;

/** More blocks or logs than this node gives at once; some say so with the code of a rate limit. */
const TOO_MUCH =
  /(block|log|query) ?(range|limit)|more than [\d,]+ (results|logs|blocks)|too many (results|logs|blocks)|(response|batch) (size|too)|range is too/i;

const LIMITED =
  /rate.?limit|too many requests|request limit|requests? (per|\/) ?second|limit exceeded|count exceeded|quota|throttl|capacity/i;
const UNWELL =
  /tim(ed|e)[ -]?out|unavailable|overloaded|no (healthy )?(backend|upstream)|bad gateway|connection|try again|syncing/i;

/** Codes of JSON-RPC, EIP-1474 and (429, −32007, −32029) of providers. */
const BY_CODE: ReadonlyMap<number, Verdict> = new Map<number, Verdict>([
  [-32602, "final"],
  [-32003, "final"],
  [-32005, "limited"],
  [-32007, "limited"],
  [-32029, "limited"],
  [429, "limited"],
  [-32603, "hiccup"],
  [-32700, "failed"],
]);

/** The verdict on an error of viem's HTTP transport. What is not known to be final is worth another node's opinion. */
export function classifyError(error: unknown): Verdict {
  if (error instanceof RpcRequestError) return ofAnswer(error);
  if (error instanceof HttpRequestError && error.status) return ofStatus(error.status);
  return error instanceof ResponseBodyTooLargeError ? "elsewhere" : "failed";
}

function ofAnswer({ code, data, details, status }: RpcRequestError): Verdict {
  if (code === 3 || isHex(data) || FINAL.test(details)) return "final";
  if (ABSENT.test(details) || TOO_MUCH.test(details)) return "elsewhere";
  if (LIMITED.test(details)) return "limited";
  const verdict = BY_CODE.get(code);
  if (verdict) return verdict;
  if (status && status >= 400) return ofStatus(status);
  return UNWELL.test(details) ? "failed" : "elsewhere";
}

function ofStatus(status: number): Verdict {
  if (status === 429) return "limited";
  return status === 400 || status === 413 ? "elsewhere" : "failed";
}

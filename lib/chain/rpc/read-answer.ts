import { isHex, keccak256 } from "viem";
import { numberOf, paramsOf, type RpcCall } from "./rpc-call";
import { RpcNodeError } from "./rpc-node-error";
import { WrongChainError } from "./wrong-chain-error";

/**
 * What an answer says besides: the newest block, where it names that.
 * @throws {RpcNodeError} for an answer that can't be one to this request.
 * @throws {WrongChainError} when it names another chain.
 */
export function readAnswer(call: RpcCall, result: unknown, chainId: number): { head: bigint | null } {
  if (result === undefined) throw new RpcNodeError("The node's answer is empty.");
  switch (call.method) {
    case "eth_chainId":
      requireChainId(result, chainId);
      break;
    case "eth_blockNumber":
      return { head: requireNumber(result) };
    case "eth_getBlockByNumber":
      return { head: paramsOf(call)[0] === "latest" ? numberInBlock(result) : null };
    case "eth_sendRawTransaction":
      requireHash(call, result);
  }
  return { head: null };
}

function requireChainId(result: unknown, expected: number): void {
  const served = requireNumber(result);
  if (served !== BigInt(expected)) throw new WrongChainError({ expected, served });
}

function requireNumber(result: unknown): bigint {
  const number = numberOf(result);
  if (number === null) throw new RpcNodeError("The node's answer is not a number.");
  return number;
}

function numberInBlock(block: unknown): bigint | null {
  return typeof block === "object" && block !== null && "number" in block ? numberOf(block.number) : null;
}

function requireHash(call: RpcCall, result: unknown): void {
  const [bytes] = paramsOf(call);
  if (isHex(bytes) && result !== keccak256(bytes))
    throw new RpcNodeError("The node answers with another transaction's hash.");
}

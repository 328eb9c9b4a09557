import { RpcNodeError } from "./rpc-node-error";

/** A node that was asked for its chain id named another than ours. */
export class WrongChainError extends RpcNodeError {
  constructor({ expected, served }: { expected: number; served: bigint }) {
    super(`The node serves chain ${served}, not ${expected}.`);
  }
}

import { BaseError } from "viem";

/** No node gave an answer that can be used. */
export class RpcNodeError extends BaseError {
  override readonly name = "RpcNodeError";
}

import { type HttpTransportConfig, http } from "viem";
import { hideUrl } from "./hide-url";
import type { RpcCall } from "./rpc-call";

/** Of a whole batch. viem's own limit of 10 MiB is less than the logs of a block that is full of mints can take. */
const RESPONSE_BYTES_MAX = 128 * 1024 * 1024;

/** Sends one request. @throws the errors of viem's HTTP transport, as they came, with no more of the URL than its origin. */
export type Sender = (call: RpcCall, signal?: AbortSignal) => Promise<unknown>;

/** viem's HTTP transport for a URL, without its retries: requests of the same moment go as one batch. */
export function openSender(
  url: string,
  options: { timeoutMs: number; fetchFn?: HttpTransportConfig["fetchFn"] },
): Sender {
  const { timeoutMs, fetchFn } = options;
  const limits = { timeout: timeoutMs, maxResponseBodySize: RESPONSE_BYTES_MAX };
  const { request } = http(url, { batch: true, fetchFn, ...limits })({}).config;
  return async ({ method, params }, signal) => {
    const body = { method, params };
    try {
      return await request(body, signal ? { signal } : undefined);
    } catch (error) {
      throw hideUrl(error, { url, body });
    }
  };
}

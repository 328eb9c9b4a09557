import "server-only";
import { RpcRequestError } from "viem";
import type { OpenRpc } from "@/lib/chain/chain";

export type RpcCall = { method: string; params: readonly unknown[] };
export type RpcError = { code: number; message: string; data?: unknown };
export type RpcAnswer = { result: unknown } | { error: RpcError };

const UNREACHABLE: RpcError = { code: -32603, message: "The chain can't be reached just now." };

/**
 * Asks the chain's nodes, in one HTTP request where they are well.
 * @returns one answer for each call, in the same order. Nodes that are down, slow or talk nonsense are an error in each;
 * nothing of a node's URL is in any of them.
 */
export async function callUpstream(
  upstream: OpenRpc,
  calls: readonly RpcCall[],
): Promise<readonly RpcAnswer[]> {
  return Promise.all(
    calls.map(async (call) => {
      try {
        return { result: await upstream.request(call) };
      } catch (error) {
        return { error: publicError(error, upstream.urls) };
      }
    }),
  );
}

/** Keeps code and data, which carry the reason of a revert, and takes whatever is ours alone out of the message. */
function publicError(error: unknown, urls: readonly string[]): RpcError {
  if (!(error instanceof RpcRequestError)) return UNREACHABLE;
  const { code, details, data } = error;
  return {
    code,
    message: withoutSecrets(details, urls),
    ...(data !== undefined && { data: publicData(data, urls) }),
  };
}

function publicData(data: unknown, urls: readonly string[]): unknown {
  if (data === null || typeof data === "number" || typeof data === "boolean") return data;
  const text = withoutSecrets(JSON.stringify(data), urls);
  return JSON.parse(text);
}

/** Shorter parts of a URL are words such as `v2`, not keys. */
const SECRET_LENGTH_MIN = 8;

function withoutSecrets(text: string, urls: readonly string[]): string {
  return urls
    .flatMap(partsOf)
    .filter((part) => part.length >= SECRET_LENGTH_MIN)
    .reduce((rest, part) => rest.replaceAll(part, "…"), text);
}

function partsOf(url: string): string[] {
  const { host, username, password, pathname, searchParams } = new URL(url);
  return [host, username, password, ...pathname.split("/"), ...searchParams.values()];
}

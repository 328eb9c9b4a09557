import { controlRpcProxy, type RpcProxyControl } from "./control-rpc-proxy";
import type { FaultsInput } from "./faults";
import { type ServedProxy, serveRpcProxy } from "./serve-rpc-proxy";

/** A misbehaving node in this process, before the true one at `upstream`. */
export async function createRpcProxy(options: {
  upstream: string;
  seed: number;
  faults?: FaultsInput;
}): Promise<ServedProxy & RpcProxyControl> {
  const served = await serveRpcProxy(options);
  return { ...served, ...controlRpcProxy(served.url) };
}

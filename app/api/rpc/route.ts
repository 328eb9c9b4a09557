import { proxyRpc } from "@/lib/api/rpc-proxy";
import { LOCAL_CHAIN_ID } from "@/lib/env";
import { getRuntime } from "@/lib/runtime/runtime";

export async function POST(request: Request): Promise<Response> {
  const { chain, env } = getRuntime();
  return proxyRpc(request, {
    rpcUrl: chain.rpcUrl,
    appUrl: env.appUrl,
    isOpenToWallets: chain.chainId === LOCAL_CHAIN_ID,
  });
}

import { addressKeyOf } from "@/lib/api/route/address-key";
import { takeRequests } from "@/lib/api/route/limit-rate";
import { proxyRpc } from "@/lib/api/rpc-proxy";
import { LOCAL_CHAIN_ID } from "@/lib/env";
import { getRuntime } from "@/lib/runtime/runtime";

export async function POST(request: Request): Promise<Response> {
  const runtime = getRuntime();
  const { chain, env } = runtime;
  const caller = addressKeyOf(request.headers);
  return proxyRpc(request, {
    upstream: chain.openRpc,
    appUrl: env.appUrl,
    isOpenToWallets: chain.chainId === LOCAL_CHAIN_ID,
    count: (requests) => {
      const allowance = takeRequests({ runtime, caller, policy: "generous", requests });
      return allowance && !allowance.allowed ? allowance.retryAfterSeconds : 0;
    },
  });
}

import { getRuntime, type Runtime } from "@/lib/runtime/runtime";
import { createSeal } from "@/lib/seal";
import type { TokenIssuer } from "@/lib/services/token/issuer";

/** This server as the issuer of tokens. */
export function tokenIssuer({ env }: Runtime = getRuntime()): TokenIssuer {
  return { url: env.appUrl, seal: createSeal(env.authSecret, "signing keys") };
}

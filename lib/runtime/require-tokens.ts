import { erc20Abi } from "viem";
import type { Chain } from "@/lib/chain/chain";
import { BootError, reasonOf } from "./boot-error";

/**
 * Makes sure that the configured ERC-20s are what they are said to be: a wrong number of decimals would sell tickets for a
 * fraction of their price.
 * @throws {BootError} naming the token and the fix.
 */
export async function requireTokens({ client, tokens, chainId }: Chain): Promise<void> {
  for (const { symbol, decimals, address } of tokens) {
    const found = await client
      .readContract({ abi: erc20Abi, address, functionName: "decimals" })
      .catch((error: unknown) => {
        throw new BootError(
          `ERC20_TOKENS names ${address} as ${symbol}, which doesn't answer as an ERC-20 on chain ${chainId} (${reasonOf(error)}).`,
        );
      });
    if (found !== decimals) {
      throw new BootError(
        `ERC20_TOKENS gives ${symbol} ${decimals} decimals, but its contract has ${found}: write ${symbol}:${found}:${address}.`,
      );
    }
  }
}

import type { Address } from "viem";
import type { z } from "zod";
import { ApiProblem } from "@/components/api/api-problem";
import {
  type KnownTicket,
  tokenKnowledgeSchema,
  type WalletKnowledge,
  walletKnowledgeSchema,
} from "./known-ticket";

/** What the server knows of a wallet's tickets. @throws {ApiProblem} */
export function fetchWalletKnowledge(owner: Address, signal: AbortSignal): Promise<WalletKnowledge> {
  return ask(`/api/my-tickets?owner=${owner}`, walletKnowledgeSchema, { signal });
}

/** The most tokens that one question may name. */
const TOKENS_MAX = 500;

/** The tickets behind these tokens, as far as the server knows them. @throws {ApiProblem} */
export async function fetchTokenKnowledge(
  tokens: readonly { contract: Address; tokenId: bigint }[],
  options: { chainId: number; signal: AbortSignal },
): Promise<KnownTicket[]> {
  if (tokens.length === 0) return [];
  const asked = tokens.slice(0, TOKENS_MAX).map(({ contract, tokenId }) => ({
    chainId: options.chainId,
    contract,
    tokenId: tokenId.toString(),
  }));
  const answer = await ask("/api/my-tickets", tokenKnowledgeSchema, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ tokens: asked }),
    signal: options.signal,
  });
  return answer.tickets;
}

async function ask<T>(
  url: string,
  schema: z.ZodType<T>,
  init: RequestInit & { signal: AbortSignal },
): Promise<T> {
  const response = await fetch(url, init).catch((cause: unknown) => {
    if (init.signal.aborted) throw cause;
    throw ApiProblem.fromNetwork(cause);
  });
  if (!response.ok) throw await ApiProblem.fromResponse(response);
  return schema.parse(await response.json());
}

import type { PublicContext } from "@/lib/services/context";
import { loadChainHistory } from "./chain-history";
import { findPublicTicket } from "./find-public";
import type { HistoryEntry, TokenInput } from "./schema";

/**
 * What happened to a ticket on the chain, oldest first, as anybody can read there.
 * @throws {AppError} `not_found`.
 */
export async function listPublicHistory(options: {
  ctx: PublicContext;
  input: { id: string } | TokenInput;
}): Promise<HistoryEntry[]> {
  const { ctx, input } = options;
  const { ticket, event } = await findPublicTicket(ctx.db, input);
  if (ticket.tokenId === null || event.chainId === null || event.contractAddress === null) return [];
  const { chainId, contractAddress: contract } = event;
  return loadChainHistory(ctx.db, { chainId, contract, tokenId: ticket.tokenId });
}

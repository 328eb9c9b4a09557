import { eq } from "drizzle-orm";
import type { Address, Hex } from "viem";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { isSignedBy } from "@/lib/chain/is-signed-by";
import { ticketTransferTypes } from "@/lib/chain/typed-data";
import { events } from "@/lib/db/schema/events";
import { tickets } from "@/lib/db/schema/tickets";
import { askChain } from "@/lib/services/ask-chain";
import type { PublicContext } from "@/lib/services/context";

type SignedTransfer = {
  holder: Address;
  /** Whether the holder signed this, with the nonce that the ticket has now; contract wallets are asked by ERC-1271. */
  isGood: boolean;
  /** What the holder has to sign; numbers as decimal strings. */
  typedData: object;
};

/**
 * A holder's signature beside what the chain says of the ticket; null for one that the chain doesn't have yet.
 * @throws {AppError} `chain_unavailable`.
 */
export async function readSignedTransfer(options: {
  ctx: Pick<PublicContext, "db" | "chain">;
  ticketId: string;
  transfer: { to: Address; signature: Hex; deadline: number };
}): Promise<SignedTransfer | null> {
  const { ctx, ticketId, transfer } = options;
  const [row] = await ctx.db
    .select({ tokenId: tickets.tokenId, holder: tickets.owner, contract: events.contractAddress })
    .from(tickets)
    .innerJoin(events, eq(events.id, tickets.eventId))
    .where(eq(tickets.id, ticketId));
  if (!row || row.tokenId === null || !row.holder || !row.contract) return null;
  const { tokenId, holder, contract } = row;
  const { client, chainId } = ctx.chain;
  const nonce = await askChain(() =>
    client.readContract({
      abi: eventTicketsAbi,
      address: contract,
      functionName: "nonceOf",
      args: [tokenId],
    }),
  );
  const domain = { name: "TicketChain", version: "1", chainId, verifyingContract: contract };
  const primaryType = "TicketTransfer";
  const message = { tokenId, to: transfer.to, nonce, deadline: BigInt(transfer.deadline) };
  const typed = { domain, types: ticketTransferTypes, primaryType, message } as const;
  const { signature } = transfer;
  const isGood = await askChain(() =>
    isSignedBy(ctx.chain, { address: holder, typedData: typed, signature }),
  );
  const shown = Object.entries(message).map(([key, value]) => [key, String(value)]);
  return { holder, isGood, typedData: { ...typed, message: Object.fromEntries(shown) } };
}

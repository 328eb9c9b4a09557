import type { PublicTicketOutput } from "@/lib/services/ticket/schema";

/** A text that changes whenever what a ticket's page shows does. */
export function ticketVersion({
  status,
  owner,
  tokenId,
  checkedInAt,
  chain,
  event,
}: PublicTicketOutput): string {
  return [status, owner, tokenId, checkedInAt, chain.state, chain.txHash, event.status].join(" ");
}

import type { QueuedAction } from "./load-queue";

/** The tokens of an action's tickets. @throws for a ticket without one: its turn should not have come. */
export function tokensOf(action: QueuedAction): bigint[] {
  return action.tickets.map(({ id, tokenId }) => {
    if (tokenId === null) throw new Error(`Ticket ${id} has no token yet, but action ${action.id} needs it.`);
    return tokenId;
  });
}

/** The token of an action on one ticket. */
export function onlyToken(action: QueuedAction): bigint {
  const [tokenId] = tokensOf(action);
  if (tokenId === undefined) throw new Error(`Action ${action.id} has no ticket.`);
  return tokenId;
}

import { type Context, type Event, ponder } from "ponder:registry";
import { chainEvent, ticket } from "ponder:schema";
import { type Hex, size, slice, zeroAddress } from "viem";

/** Bytes that `OrdersMinted` says of an order: ref (16), first token id (6), quantity (2). */
const ORDER_SIZE = 24;

/** What a log says of one token, or of the event as a whole. */
type Fact = { name: string; tokenId?: bigint; args?: object };
type Standing = Pick<typeof ticket.$inferSelect, "checkedInAt" | "invalidatedAt">;

ponder.on("EventTickets:Transfer", async ({ event, context }) => {
  const { from, to, tokenId } = event.args;
  const contract = event.log.address;
  await keep(context, event, [{ name: "transferred", tokenId, args: event.args }]);
  if (from !== zeroAddress) {
    await context.db.update(ticket, { contract, tokenId }).set({ owner: to });
    return;
  }
  await context.db.insert(ticket).values({
    contract,
    tokenId,
    owner: to,
    mintTxHash: event.transaction.hash,
    mintedAt: timeOf(event),
    status: "valid",
  });
});

ponder.on("EventTickets:TicketsCheckedIn", async ({ event, context }) => {
  const { tokenIds } = event.args;
  const at = timeOf(event);
  await keep(context, event, factsOf("checked_in", tokenIds));
  await stand(context, event, tokenIds, (standing) => ({
    ...standing,
    checkedInAt: standing.checkedInAt ?? at,
  }));
});

ponder.on("EventTickets:CheckInsUndone", async ({ event, context }) => {
  const { tokenIds } = event.args;
  await keep(context, event, factsOf("check_in_undone", tokenIds));
  await stand(context, event, tokenIds, (standing) => ({ ...standing, checkedInAt: null }));
});

ponder.on("EventTickets:TicketsInvalidated", async ({ event, context }) => {
  const { tokenIds, reason } = event.args;
  const at = timeOf(event);
  await keep(context, event, factsOf("invalidated", tokenIds, { reason }));
  await stand(context, event, tokenIds, (standing) => ({
    ...standing,
    invalidatedAt: standing.invalidatedAt ?? at,
  }));
});

ponder.on("EventTickets:OrdersMinted", async ({ event, context }) => {
  await keep(context, event, unpackOrders(event.args.packed));
});

ponder.on("EventTickets:TicketsPurchased", async ({ event, context }) => {
  await keep(context, event, [{ name: "purchased", tokenId: event.args.firstTokenId, args: event.args }]);
});

ponder.on("EventTickets:TicketResold", async ({ event, context }) => {
  await keep(context, event, [{ name: "resold", tokenId: event.args.tokenId, args: event.args }]);
});

ponder.on("EventTickets:TicketRefunded", async ({ event, context }) => {
  await keep(context, event, [{ name: "refunded", tokenId: event.args.tokenId, args: event.args }]);
});

ponder.on("EventTickets:SignaturesRevoked", async ({ event, context }) => {
  await keep(context, event, [{ name: "signatures_revoked", tokenId: event.args.tokenId, args: event.args }]);
});

ponder.on("EventTickets:Cancelled", async ({ event, context }) => {
  await keep(context, event, [{ name: "cancelled" }]);
});

ponder.on("EventTickets:PauseSet", async ({ event, context }) => {
  await keep(context, event, [{ name: "pause_set", args: event.args }]);
});

ponder.on("EventTickets:OperatorSet", async ({ event, context }) => {
  await keep(context, event, [{ name: "operator_set", args: event.args }]);
});

ponder.on("EventTickets:OwnershipTransferred", async ({ event, context }) => {
  await keep(context, event, [{ name: "ownership_transferred", args: event.args }]);
});

ponder.on("EventTickets:EventExtended", async ({ event, context }) => {
  await keep(context, event, [{ name: "event_extended", args: event.args }]);
});

ponder.on("EventTickets:TicketTypeSet", async ({ event, context }) => {
  await keep(context, event, [{ name: "ticket_type_set", args: event.args }]);
});

ponder.on("EventTickets:ProceedsWithdrawn", async ({ event, context }) => {
  await keep(context, event, [{ name: "proceeds_withdrawn", args: event.args }]);
});

/** Writes what a log says to the history. */
async function keep(context: Context, event: Event, facts: readonly Fact[]): Promise<void> {
  await context.db.insert(chainEvent).values(
    facts.map(({ name, tokenId, args = {} }, position) => ({
      blockNumber: Number(event.block.number),
      logIndex: event.log.logIndex,
      position,
      txHash: event.transaction.hash,
      contract: event.log.address,
      name,
      tokenId: tokenId ?? null,
      args: toJson(args),
      at: timeOf(event),
    })),
  );
}

/** Changes how these tickets stand. */
async function stand(
  context: Context,
  event: Event,
  tokenIds: readonly bigint[],
  change: (standing: Standing) => Standing,
): Promise<void> {
  for (const tokenId of tokenIds) {
    await context.db
      .update(ticket, { contract: event.log.address, tokenId })
      .set(({ checkedInAt, invalidatedAt }) => {
        const standing = change({ checkedInAt, invalidatedAt });
        return { ...standing, status: statusOf(standing) };
      });
  }
}

function statusOf({ checkedInAt, invalidatedAt }: Standing): string {
  if (invalidatedAt !== null) return "invalidated";
  return checkedInAt === null ? "valid" : "checked_in";
}

const timeOf = (event: Event) => Number(event.block.timestamp);

const factsOf = (name: string, tokenIds: readonly bigint[], args: object = {}): Fact[] =>
  tokenIds.map((tokenId) => ({ name, tokenId, args: { ...args, tokenId } }));

function unpackOrders(packed: Hex): Fact[] {
  return Array.from({ length: Math.floor(size(packed) / ORDER_SIZE) }, (_, i) => {
    const order = slice(packed, i * ORDER_SIZE, (i + 1) * ORDER_SIZE);
    const tokenId = BigInt(slice(order, 16, 22));
    const quantity = Number(slice(order, 22));
    return { name: "minted", tokenId, args: { ref: slice(order, 0, 16), firstTokenId: tokenId, quantity } };
  });
}

function toJson(args: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([key, value]) => [key, typeof value === "bigint" ? value.toString() : value]),
  );
}

import { asc, eq } from "drizzle-orm";
import { type Address, getAddress, type Hex, isAddress } from "viem";
import { z } from "zod";
import {
  encodeCheckIn,
  encodeCreateEvent,
  encodeInvalidate,
  encodeMint,
  type MintOrder,
} from "@/lib/chain/encode-calls";
import type { Database } from "@/lib/db/database";
import { events, ticketTypes } from "@/lib/db/schema/events";
import type { PipelineContext } from "../context";
import type { QueuedAction } from "./load-queue";
import { type Encode, invalidationReason } from "./plan-batches";

const publishPayload = z.object({
  owner: z
    .string()
    .refine((value) => isAddress(value))
    .transform((value): Address => getAddress(value)),
});

/** Which contract an action's kind calls, and how its calldata is made. */
export function callTarget({ db, chain }: Pick<PipelineContext, "db" | "chain">) {
  return (action: QueuedAction): { to: Address; encode: Encode } => {
    switch (action.kind) {
      case "publish":
        return { to: chain.factory, encode: () => encodePublish(db, chain.nativeSymbol, action) };
      case "mint":
        return { to: action.contract, encode: (actions) => encodeMint(actions.map(mintOrder)) };
      case "check_in":
        return { to: action.contract, encode: (actions) => encodeCheckIn("checkIn", tokenIds(actions)) };
      case "undo_check_in":
        return { to: action.contract, encode: (actions) => encodeCheckIn("undoCheckIn", tokenIds(actions)) };
      case "invalidate":
        return {
          to: action.contract,
          encode: (actions) => encodeInvalidate(tokenIds(actions), invalidationReason(action)),
        };
    }
  };
}

async function encodePublish(db: Database, nativeSymbol: string, action: QueuedAction): Promise<Hex> {
  const [event] = await db.select().from(events).where(eq(events.id, action.eventId));
  if (!event) throw new Error(`Action ${action.id} publishes ${action.eventId}, which does not exist.`);
  const types = await db
    .select({ supply: ticketTypes.supply, priceUnits: ticketTypes.priceUnits })
    .from(ticketTypes)
    .where(eq(ticketTypes.eventId, event.id))
    .orderBy(asc(ticketTypes.number));
  return encodeCreateEvent({
    ...event,
    eventId: event.id,
    owner: publishPayload.parse(action.payload).owner,
    pricedInNativeCoin: event.currency === nativeSymbol,
    types,
  });
}

function mintOrder(action: QueuedAction): MintOrder {
  const [first] = action.tickets;
  if (!first) throw new Error(`Mint action ${action.id} has no ticket.`);
  return {
    to: first.recipient,
    ticketType: first.typeNumber,
    quantity: action.tickets.length,
    actionId: action.id,
  };
}

function tokenIds(actions: readonly QueuedAction[]): bigint[] {
  return actions.flatMap((action) =>
    action.tickets.map(({ id, tokenId }) => {
      if (tokenId === null)
        throw new Error(`Ticket ${id} has no token yet, but action ${action.id} needs it.`);
      return tokenId;
    }),
  );
}

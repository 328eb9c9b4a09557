import { and, asc, eq, isNull } from "drizzle-orm";
import { type Address, getAddress, type Hex, isAddress } from "viem";
import { z } from "zod";
import {
  encodeAddTicketType,
  encodeCancel,
  encodeCheckIn,
  encodeCreateEvent,
  encodeExtend,
  encodeInvalidate,
  encodeMint,
  encodeSetSupply,
  type MintOrder,
} from "@/lib/chain/encode-calls";
import type { Database } from "@/lib/db/database";
import { events, ticketTypes } from "@/lib/db/schema/events";
import type { PipelineContext } from "../context";
import { encodeClaims, encodeResales, encodeTransfers } from "./encode-moves";
import type { QueuedAction } from "./load-queue";
import { tokensOf } from "./only-token";
import { type Encode, invalidationReason } from "./plan-batches";

const publishPayload = z.object({
  owner: z
    .string()
    .refine((value) => isAddress(value))
    .transform((value): Address => getAddress(value)),
});

const addTicketTypePayload = z.object({ supply: z.int(), priceUnits: z.string().transform(BigInt) });

const setSupplyPayload = z.object({ ticketTypeId: z.string(), supply: z.int() });

/** Which contract an action's kind calls, and how its calldata is made. */
export function callTarget({ db, chain }: Pick<PipelineContext, "db" | "chain">) {
  return (action: QueuedAction): { to: Address; encode: Encode } => {
    switch (action.kind) {
      case "publish":
        return { to: chain.factory, encode: () => encodePublish(db, action) };
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
      case "resell":
        return { to: action.contract, encode: encodeResales };
      case "transfer":
        return { to: action.contract, encode: encodeTransfers };
      case "claim":
        return { to: action.contract, encode: encodeClaims };
      case "cancel":
        return { to: action.contract, encode: encodeCancel };
      case "add_ticket_type":
        return {
          to: action.contract,
          encode: () => encodeAddTicketType(addTicketTypePayload.parse(action.payload)),
        };
      case "set_supply":
        return { to: action.contract, encode: () => encodeSupply(db, action) };
      case "extend":
        return { to: action.contract, encode: () => encodeTerms(db, action) };
    }
  };
}

async function encodePublish(db: Database, action: QueuedAction): Promise<Hex> {
  const [event] = await db.select().from(events).where(eq(events.id, action.eventId));
  if (!event) throw new Error(`Action ${action.id} publishes ${action.eventId}, which does not exist.`);
  const types = await db
    .select({ supply: ticketTypes.supply, priceUnits: ticketTypes.priceUnits })
    .from(ticketTypes)
    .where(and(eq(ticketTypes.eventId, event.id), isNull(ticketTypes.addActionId)))
    .orderBy(asc(ticketTypes.number));
  return encodeCreateEvent({
    ...event,
    ...publishedTermsOf(event),
    eventId: event.id,
    owner: publishPayload.parse(action.payload).owner,
    currency: event.currencyAddress,
    types,
  });
}

/** What extends the terms comes after the deployment, and may be refused then: it's no part of it. */
function publishedTermsOf({ publishedTerms: terms }: typeof events.$inferSelect) {
  if (!terms) return {};
  const { endsAt, resaleClosesAt, maxPerWallet } = terms;
  return { endsAt: new Date(endsAt), resaleClosesAt: new Date(resaleClosesAt), maxPerWallet };
}

async function encodeSupply(db: Database, action: QueuedAction): Promise<Hex> {
  const { ticketTypeId, supply } = setSupplyPayload.parse(action.payload);
  const [type] = await db
    .select({ number: ticketTypes.number })
    .from(ticketTypes)
    .where(eq(ticketTypes.id, ticketTypeId));
  if (!type) throw new Error(`Action ${action.id} sets the supply of ${ticketTypeId}, which does not exist.`);
  return encodeSetSupply({ ticketType: type.number, supply });
}

/** The terms as they stand by now: the owner may have extended them further meanwhile, and nothing takes that back. */
async function encodeTerms(db: Database, action: QueuedAction): Promise<Hex> {
  const [event] = await db
    .select({ resaleClosesAt: events.resaleClosesAt, maxPerWallet: events.maxPerWallet })
    .from(events)
    .where(eq(events.id, action.eventId));
  if (!event) throw new Error(`Action ${action.id} extends ${action.eventId}, which does not exist.`);
  return encodeExtend(event);
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

const tokenIds = (actions: readonly QueuedAction[]) => actions.flatMap(tokensOf);

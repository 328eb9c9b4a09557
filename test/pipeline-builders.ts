import { eq, sql } from "drizzle-orm";
import { type Address, zeroAddress } from "viem";
import { chooseSigner } from "@/lib/chain/choose-signer";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { type ActionKind, actions, signerStates } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";
import { newId } from "@/lib/ids";
import type { PipelineContext } from "@/lib/pipeline/context";

const OWNER: Address = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const ORGANISATION = "org_test";

/** What an event keeps whose contract sells for the chain's coin. */
export const PRICED_IN_ETH = { currency: "ETH", currencyDecimals: 18, currencyAddress: zeroAddress } as const;

/** An event with one ticket type and its publish action queued. */
export async function aPublishedEvent(
  { db, chain }: Pick<PipelineContext, "db" | "chain">,
  supply = 1_000,
  change: Partial<typeof events.$inferInsert> = {},
) {
  const [id, typeId, publishActionId] = [newId("evt"), newId("typ"), newId("act")];
  const soon = new Date(Date.now() + 86_400_000);
  const signer = chooseSigner(chain, id);
  const contract = chain.eventAddress({ owner: OWNER, creator: signer, eventId: id });
  await db.insert(events).values({
    id,
    organisationId: ORGANISATION,
    slug: id,
    name: "An event",
    startsAt: soon,
    endsAt: soon,
    timeZone: "UTC",
    currency: "EUR",
    currencyDecimals: 2,
    transferPolicy: "market_only",
    resaleCapBps: 10_000,
    royaltyBps: 0,
    resaleClosesAt: soon,
    status: "published",
    chainId: chain.chainId,
    contractAddress: contract,
    signer,
    publishActionId,
    ...change,
  });
  await db
    .insert(ticketTypes)
    .values({ id: typeId, eventId: id, number: 1, name: "General", priceUnits: 2_500n, supply });
  await db.insert(actions).values({
    id: publishActionId,
    organisationId: ORGANISATION,
    eventId: id,
    kind: "publish",
    ticketIds: [],
    payload: { owner: OWNER },
  });
  return { id, typeId, contract, publishActionId };
}

export type TestEvent = Awaited<ReturnType<typeof aPublishedEvent>>;

/** One order of `quantity` tickets, queued to be minted. @returns its action's id and its tickets' ids in order. */
export async function anOrder(
  { db }: Pick<PipelineContext, "db">,
  event: TestEvent,
  { quantity = 1, recipient = null }: { quantity?: number; recipient?: Address | null } = {},
) {
  const actionId = newId("act");
  const ticketIds = Array.from({ length: quantity }, () => newId("tkt"));
  await db.insert(tickets).values(
    ticketIds.map((id) => ({
      id,
      organisationId: ORGANISATION,
      eventId: event.id,
      ticketTypeId: event.typeId,
      mintActionId: actionId,
      lastActionId: actionId,
      recipient,
    })),
  );
  await db
    .update(ticketTypes)
    .set({ issued: sql`${ticketTypes.issued} + ${quantity}` })
    .where(eq(ticketTypes.id, event.typeId));
  await db.insert(actions).values({
    id: actionId,
    organisationId: ORGANISATION,
    eventId: event.id,
    kind: "mint",
    ticketIds,
    payload: {},
    afterActionId: event.publishActionId,
  });
  return { actionId, ticketIds };
}

/** An action on one ticket, queued. @returns its id. */
export async function anAction(
  { db }: Pick<PipelineContext, "db">,
  event: TestEvent,
  action: { kind: ActionKind; ticketId: string; after: string | null; payload?: Record<string, unknown> },
): Promise<string> {
  const id = newId("act");
  await db.insert(actions).values({
    id,
    organisationId: ORGANISATION,
    eventId: event.id,
    kind: action.kind,
    ticketIds: [action.ticketId],
    payload: action.payload ?? {},
    afterActionId: action.after,
  });
  return id;
}

/** An account of the server that was found unable to pay. */
export async function aSignerWithoutFunds(
  { db, chain }: Pick<PipelineContext, "db" | "chain">,
  address: Address,
): Promise<void> {
  const status = "waiting_funds" as const;
  await db
    .insert(signerStates)
    .values({ chainId: chain.chainId, address, status, balance: 1n })
    .onConflictDoUpdate({ target: [signerStates.chainId, signerStates.address], set: { status } });
}

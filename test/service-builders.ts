import { eq } from "drizzle-orm";
import type { Address } from "viem";
import type { Chain } from "@/lib/chain/chain";
import { openChain } from "@/lib/chain/open-chain";
import { localSigner } from "@/lib/chain/signer";
import type { Database } from "@/lib/db/database";
import { organisations } from "@/lib/db/schema/auth";
import { actions } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";
import { ANVIL_ORGANISER_KEY, LOCAL_CHAIN_ID } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { type Context, SCOPES, type Scope } from "@/lib/services/context";
import { createEvent } from "@/lib/services/event/create";
import { publishEvent } from "@/lib/services/event/publish";
import { createEventInput, type EventOutput } from "@/lib/services/event/schema";
import { mintTickets } from "@/lib/services/ticket/mint";
import { type MintedTicketOutput, mintTicketsInput } from "@/lib/services/ticket/schema";

/** Wallets of attendees. */
export const ADA: Address = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
export const BOB: Address = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
const ORGANISER: Address = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

/** The moment at which every {@link aContext} begins. */
export const NOW = new Date("2030-05-01T12:00:00.000Z");
export const HOUR_MS = 3_600_000;

export type TestContext = Context & {
  clock: { now(): Date; advance(ms: number): void };
};

/** Services never talk to the chain, so nothing listens at this one's address. */
const chain = openChain({
  rpcUrls: ["http://127.0.0.1:1"],
  chainId: LOCAL_CHAIN_ID,
  nativeSymbol: "ETH",
  tokens: [],
  explorerUrl: null,
  signers: [localSigner(ANVIL_ORGANISER_KEY)],
});

/** A context with an organisation and a clock of its own. */
export async function aContext(db: Database, scopes: readonly Scope[] = SCOPES): Promise<TestContext> {
  const organisationId = newId("org");
  await db
    .insert(organisations)
    .values({ id: organisationId, name: "An organiser", slug: organisationId, walletAddress: ORGANISER });
  let now = NOW;
  return {
    db,
    chain,
    requestId: "req_test",
    actor: { type: "api_key", id: newId("key"), organisationId, scopes },
    clock: {
      now: () => now,
      advance: (ms) => {
        now = new Date(now.getTime() + ms);
      },
    },
  };
}

/** An organisation on this runtime's chain, with a clock that begins now. */
export async function anOrganiser(runtime: { db: Database; chain: Chain }): Promise<TestContext> {
  const ctx = await aContext(runtime.db);
  ctx.clock.advance(Date.now() - NOW.getTime());
  return { ...ctx, chain: runtime.chain };
}

/** The same caller with these scopes only. */
export function limitedTo(ctx: Context, ...scopes: Scope[]): Context {
  return { ...ctx, actor: { ...ctx.actor, scopes } };
}

/** A valid body of `POST /events`: doors in a day, for four hours, one type. */
export function anEventBody(change: Record<string, unknown> = {}) {
  return {
    name: "Summer Night",
    startsAt: "2030-05-02T18:00:00Z",
    endsAt: "2030-05-02T22:00:00Z",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    ticketTypes: [{ name: "General", price: "25", supply: 100 }],
    ...change,
  };
}

export async function aDraft(ctx: Context, change: Record<string, unknown> = {}): Promise<EventOutput> {
  return createEvent({ ctx, input: createEventInput.parse(anEventBody(change)) });
}

export async function aPublishedEvent(
  ctx: Context,
  change: Record<string, unknown> = {},
): Promise<EventOutput> {
  const draft = await aDraft(ctx, change);
  const { event } = await publishEvent({ ctx, input: { id: draft.id } });
  return event;
}

/** The id of an event's first ticket type, or of the one at `index`. */
export function typeOf(event: EventOutput, index = 0): string {
  const type = event.ticketTypes[index];
  if (!type) throw new Error(`The event has no ticket type ${index}.`);
  return type.id;
}

/** Mints one ticket of the first type for each of `changes`. */
export async function someTickets(
  ctx: Context,
  event: EventOutput,
  changes: readonly Record<string, unknown>[],
): Promise<MintedTicketOutput[]> {
  const asked = changes.map((change) => ({ ticketTypeId: typeOf(event), to: ADA, ...change }));
  const input = mintTicketsInput.parse({ eventId: event.id, tickets: asked });
  return (await mintTickets({ ctx, input })).tickets;
}

export async function aTicket(
  ctx: Context,
  event: EventOutput,
  change: Record<string, unknown> = {},
): Promise<MintedTicketOutput> {
  const [ticket] = await someTickets(ctx, event, [change]);
  if (!ticket) throw new Error("No ticket was minted.");
  return ticket;
}

/** Does what the index does when it sees the ticket's mint. */
export async function minted(db: Database, ticketId: string, tokenId: bigint, owner: Address): Promise<void> {
  const [row] = await db
    .update(tickets)
    .set({ tokenId, owner })
    .where(eq(tickets.id, ticketId))
    .returning({ actionId: tickets.mintActionId });
  await db
    .update(actions)
    .set({ status: "confirmed", blockNumber: 7 })
    .where(eq(actions.id, row?.actionId ?? ""));
}

/** The refusal that a call ends in. Anything else is thrown on. */
export async function refused(call: Promise<unknown>): Promise<AppError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("The call was not refused.");
}

import { type Address, encodeFunctionData, type Hex, padHex, toHex } from "viem";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import type { Chain } from "@/lib/chain/chain";
import { encodeCreateEvent, encodeMint } from "@/lib/chain/encode-calls";
import { newId } from "@/lib/ids";
import { sendInTurn } from "./send-in-turn";

/** An event on the benchmark's chain. */
export type FilledEvent = { id: string; contract: Address; owner: Address; endsAt: Date };

export const TICKETS_PER_EVENT = 5_000;
/** Of them so many are claimed (one log each), and of these so many resold (two logs each). */
const CLAIMED = 3_000;
const RESOLD = 1_000;
/** What fits a transaction: below 16.7 M gas. */
const PER_TRANSACTION = 250;

/** Logs about tickets that an event makes: `Transfer` for each mint, claim and resale, and `TicketResold`. */
export const LOGS_PER_EVENT = TICKETS_PER_EVENT + CLAIMED + 2 * RESOLD;

/** Deploys an event whose owner and operator is the chain's first signer. */
export async function deployEvent(chain: Chain): Promise<FilledEvent> {
  const [{ address: owner }] = chain.signers;
  const id = newId("evt");
  const contract = chain.eventAddress({ owner, creator: owner, eventId: id });
  const event = { id, contract, owner, endsAt: new Date(Date.now() + 86_400_000) };
  await sendInTurn(chain, [{ to: chain.factory, data: encodeCreateEvent(eventCall(event)) }]);
  return event;
}

/**
 * Deploys an event, mints its tickets into custody, hands most of them to a wallet each and resells some. A few more logs than
 * `LOGS_PER_EVENT`: of the event itself, and one for each transaction that mints.
 */
export async function fillEvent(chain: Chain): Promise<FilledEvent> {
  const event = await deployEvent(chain);
  const { contract: to } = event;
  const tickets = Array.from({ length: TICKETS_PER_EVENT }, (_, i) => 1_000_000_001n + BigInt(i));
  const claimed = tickets.slice(0, CLAIMED);
  const handovers = claimed.map((tokenId) => ({ tokenId, to: holder(tokenId) }));
  const resales = claimed
    .slice(0, RESOLD)
    .map((tokenId) => ({ tokenId, from: holder(tokenId), to: holder(tokenId + 1n), price: 2_500n }));
  const order = { to: null, ticketType: 1, quantity: TICKETS_PER_EVENT, actionId: newId("act") };
  await sendInTurn(chain, [
    { to, data: encodeMint([order]) },
    ...chunks(handovers).map((some) => ({ to, data: encodeClaim(some) })),
    ...chunks(resales).map((some) => ({ to, data: encodeResell(some) })),
  ]);
  return event;
}

/** A wallet of its own for each token. */
const holder = (tokenId: bigint): Address => padHex(toHex(tokenId), { size: 20, dir: "right" });

type Handover = { tokenId: bigint; to: Address };
type Resale = Handover & { from: Address; price: bigint };

function encodeClaim(handovers: readonly Handover[]): Hex {
  return encodeFunctionData({ abi: eventTicketsAbi, functionName: "claim", args: [handovers] });
}

function encodeResell(resales: readonly Resale[]): Hex {
  return encodeFunctionData({ abi: eventTicketsAbi, functionName: "resell", args: [resales] });
}

function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / PER_TRANSACTION) }, (_, i) =>
    items.slice(i * PER_TRANSACTION, (i + 1) * PER_TRANSACTION),
  );
}

function eventCall({ id, owner, endsAt }: FilledEvent) {
  return {
    eventId: id,
    owner,
    name: "Benchmark",
    endsAt,
    resaleClosesAt: endsAt,
    transferPolicy: "open",
    resaleCapBps: 10_000,
    royaltyBps: 0,
    maxPerWallet: null,
    currency: null,
    types: [{ supply: 1_000_000, priceUnits: 2_500n }],
  } as const;
}

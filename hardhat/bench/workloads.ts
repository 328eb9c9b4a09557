import type { Address } from "viem";
import { newWallet, wallet } from "./random";
import type { EventContract, Measurement, Meter, Subject } from "./subject";

const BATCH = 100;
const RESELL_BATCH = 50;

/** 44 orders of one to four tickets, a hundred in all. */
const ORDER_SIZES = Array.from({ length: 44 }, (_, i) => [2, 1, 3, 2, 4, 2, 2, 1, 3, 2, 3][i % 11] ?? 0);

const range = <T>(count: number, at: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => at(i));

const singles = (count: number) => range(count, (i) => ({ to: wallet(i), quantity: 1 }));

/** The tickets that were minted after the one of `openEvent`. */
const idsOf = (event: EventContract, count: number) => range(count, (i) => event.idOf(i + 1));

const movesOf = (event: EventContract, count: number) =>
  idsOf(event, count).map((tokenId, i) => ({ tokenId, to: newWallet(i) }));

/**
 * The work that is the same for everyone. Every piece that mints does so in an event of its own, whose owners have nothing
 * yet: no ticket finds a slot that was paid for before. `holder` is a wallet that can send transactions itself.
 */
export async function measureWork(subject: Subject, holder: Address, meter: Meter): Promise<Measurement[]> {
  const { transaction } = await subject.createEvent();
  return [
    await meter("create_event", Promise.resolve(transaction)),
    ...(await measureDistinct(subject, meter)),
    ...(await measureOrders(subject, meter)),
    ...(await measureCustody(subject, meter)),
    ...(await measureResale(subject, meter)),
    ...(await measureTransfer(subject, holder, meter)),
  ];
}

/**
 * An event that has one ticket already, in a wallet that doesn't occur again: the counter of ERC721A begins at zero, and
 * writing it for the first time is the price of the first batch alone. To the others it makes no difference.
 */
async function openEvent(subject: Subject): Promise<EventContract> {
  const { event } = await subject.createEvent();
  await event.mint([{ to: wallet(BATCH), quantity: 1 }]);
  return event;
}

async function measureDistinct(subject: Subject, meter: Meter): Promise<Measurement[]> {
  const event = await openEvent(subject);
  const ids = idsOf(event, BATCH);
  const measured = [
    await meter("mint_distinct", event.mint(singles(BATCH)), BATCH),
    await meter("check_in", event.checkIn(ids), BATCH),
    await meter("undo_check_in", event.undoCheckIn(ids), BATCH),
    await meter("invalidate", event.invalidate(ids), BATCH),
  ];
  const other = await openEvent(subject);
  if (!other.checkInPacked) return measured;
  await meter("setup", other.mint(singles(BATCH)));
  return [...measured, await meter("check_in_packed", other.checkInPacked(ids), BATCH)];
}

async function measureOrders(subject: Subject, meter: Meter): Promise<Measurement[]> {
  const event = await openEvent(subject);
  const orders = ORDER_SIZES.map((quantity, i) => ({ to: wallet(i), quantity }));
  const minted = await meter("mint_orders", event.mint(orders), BATCH);
  await meter("setup", event.checkIn(idsOf(event, BATCH)));
  return [minted, await meter("undo_check_in_orders", event.undoCheckIn(idsOf(event, BATCH)), BATCH)];
}

async function measureCustody(subject: Subject, meter: Meter): Promise<Measurement[]> {
  const event = await openEvent(subject);
  const other = await openEvent(subject);
  return [
    await meter("mint_custody", event.mint([{ to: null, quantity: BATCH }]), BATCH),
    await meter("claim", event.claim(movesOf(event, BATCH)), BATCH),
    await meter("mint_custody_each", other.mint(range(BATCH, () => ({ to: null, quantity: 1 }))), BATCH),
  ];
}

async function measureResale(subject: Subject, meter: Meter): Promise<Measurement[]> {
  const event = await openEvent(subject);
  const orders = singles(RESELL_BATCH);
  await meter("setup", event.mint(orders));
  const holders = orders.map(({ to }) => to);
  return [await meter("resell", event.resell(movesOf(event, RESELL_BATCH), holders), RESELL_BATCH)];
}

async function measureTransfer(subject: Subject, holder: Address, meter: Meter): Promise<Measurement[]> {
  const event = await openEvent(subject);
  await meter("setup", event.mint([{ to: holder, quantity: 1 }]));
  return [await meter("transfer", event.transfer(holder, { tokenId: event.idOf(1), to: newWallet(0) }))];
}

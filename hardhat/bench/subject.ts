import type { Address, Hex } from "viem";

/** Tickets acquired together; without a wallet they go into custody. */
export type Order = { to: Address | null; quantity: number };

export type Move = { tokenId: bigint; to: Address };

/** The contract of one event. Each call sends one transaction, by the event's operator unless it says otherwise. */
export type EventContract = {
  /** The id of the ticket that was minted n-th, counted from 0. */
  idOf: (index: number) => bigint;
  mint: (orders: readonly Order[]) => Promise<Hex>;
  checkIn: (tokenIds: readonly bigint[]) => Promise<Hex>;
  /** The same, written where the library keeps spare bits beside the owner; null where there is no such place. */
  checkInPacked: ((tokenIds: readonly bigint[]) => Promise<Hex>) | null;
  undoCheckIn: (tokenIds: readonly bigint[]) => Promise<Hex>;
  invalidate: (tokenIds: readonly bigint[]) => Promise<Hex>;
  /** Takes tickets out of custody. */
  claim: (moves: readonly Move[]) => Promise<Hex>;
  /** Moves tickets between wallets on the organiser's authority. */
  resell: (moves: readonly Move[]) => Promise<Hex>;
  /** The holder's own ERC-721 transfer. */
  transfer: (from: Address, move: Move) => Promise<Hex>;
};

/** Something whose gas is measured: a way to create events. */
export type Subject = {
  createEvent: () => Promise<{ transaction: Hex; event: EventContract }>;
};

/** The gas of one transaction, base cost included, that did something for this many tickets. */
export type Measurement = { key: string; gas: number; tickets: number };

/** Reads what a transaction used. Throws when it reverted. */
export type Meter = (key: string, transaction: Promise<Hex>, tickets?: number) => Promise<Measurement>;

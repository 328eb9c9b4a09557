import assert from "node:assert/strict";
import { parseEventLogs, zeroAddress } from "viem";
import { ticketFactoryAbi } from "../../lib/chain/abi/ticket-factory";
import {
  type createWorld,
  defaultConfig,
  defaultTypes,
  packOrder,
  policies,
  type Tickets,
  tokenId,
} from "../support/world";
import { eventSalt, orderRef } from "./random";
import type { EventContract, Subject } from "./subject";

/** What a ticket of type 1 costs in every event of the world. */
export const FACE_PRICE = defaultTypes[0]?.price ?? 0n;

export type World = Awaited<ReturnType<typeof createWorld>>;

/** Our own contracts: events of two ticket types, whose holders may move their tickets. */
export function ourSubject(world: World): Subject {
  let events = 0;
  const createEvent = async () => {
    const config = { ...defaultConfig, transferPolicy: policies.open };
    const salt = eventSalt(++events);
    const transaction = await world.factory.write.createEvent([world.owner, salt, config, defaultTypes]);
    const { logs } = await world.client.waitForTransactionReceipt({ hash: transaction });
    const [created] = parseEventLogs({ abi: ticketFactoryAbi, eventName: "EventCreated", logs });
    assert.ok(created);
    return { transaction, event: asEventContract(world.ticketsAt(created.args.eventContract)) };
  };
  return { createEvent };
}

/** Every order has a reference of its own, every resale a price: the face price. */
function asEventContract(tickets: Tickets): EventContract {
  const { write } = tickets;
  let orders = 0;
  return {
    idOf: (index) => tokenId(1, index + 1),
    mint: (batch) =>
      write.mint([
        batch.map(({ to, quantity }) =>
          packOrder({ to: to ?? zeroAddress, quantity, ref: orderRef(++orders) }),
        ),
      ]),
    checkIn: (tokenIds) => write.checkIn([tokenIds]),
    checkInPacked: null,
    undoCheckIn: (tokenIds) => write.undoCheckIn([tokenIds]),
    invalidate: (tokenIds) => write.invalidate([tokenIds, 1]),
    claim: (moves) => write.claim([moves]),
    resell: (moves) => write.resell([moves.map((move) => ({ ...move, price: FACE_PRICE }))]),
    transfer: (from, { tokenId: id, to }) => write.transferFrom([from, to, id], { account: from }),
  };
}

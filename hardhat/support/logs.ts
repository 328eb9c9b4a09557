import { type Hex, hexToBigInt, type Log, parseEventLogs, slice } from "viem";
import { eventTicketsAbi } from "../../lib/chain/abi/event-tickets";
import { ticketMarketAbi } from "../../lib/chain/abi/ticket-market";

/** Every event in the logs of events and of the market, in their order: name and values. */
export const eventsIn = (logs: Log[]) =>
  parseEventLogs({ abi: [...eventTicketsAbi, ...ticketMarketAbi], logs }).map(({ eventName, args }) => ({
    eventName,
    args: args ?? {},
  }));

export const transfersIn = (logs: Log[]) =>
  parseEventLogs({ abi: eventTicketsAbi, eventName: "Transfer", logs }).map(({ args }) => args);

/** The orders that `OrdersMinted` packs, 24 bytes each. */
export const ordersIn = (logs: Log[]) =>
  parseEventLogs({ abi: eventTicketsAbi, eventName: "OrdersMinted", logs }).flatMap(({ args }) =>
    unpack(args.packed),
  );

function unpack(packed: Hex) {
  const count = (packed.length - 2) / 48;
  return Array.from({ length: count }, (_, i) => {
    const order = slice(packed, i * 24, (i + 1) * 24);
    return {
      ref: slice(order, 0, 16),
      firstTokenId: hexToBigInt(slice(order, 16, 22)),
      quantity: Number(slice(order, 22, 24)),
    };
  });
}

import {
  type AbiEvent,
  type Address,
  concat,
  encodeAbiParameters,
  encodeEventTopics,
  getAddress,
  type Hex,
  type Log,
  numberToHex,
  padHex,
} from "viem";
import { describe, expect, test } from "vitest";
import { idToBytes16, newId } from "../ids";
import { eventTicketsAbi } from "./abi/event-tickets";
import { ticketMarketAbi } from "./abi/ticket-market";
import type { ChainFact } from "./chain-fact";
import { decodeLogs } from "./decode-logs";

const CONTRACT = getAddress("0x00000000000000000000000000000000000000c0");
const [ADA, BEN]: [Address, Address] = [
  getAddress("0x00000000000000000000000000000000000000a1"),
  getAddress("0x00000000000000000000000000000000000000b2"),
];
const HASH: Hex = padHex("0x01", { size: 32 });

/** A log as a node gives it, encoded by the ABI. */
function logOf(name: string, args: Record<string, unknown>): Log<bigint, number, false> {
  const abi: readonly unknown[] = [...eventTicketsAbi, ...ticketMarketAbi];
  const item = abi.find(
    (it): it is AbiEvent =>
      typeof it === "object" &&
      it !== null &&
      "name" in it &&
      it.name === name &&
      "type" in it &&
      it.type === "event",
  );
  if (!item) throw new Error(`No event ${name}`);
  const open = item.inputs.filter((input) => !input.indexed);
  const topics = encodeEventTopics({ abi: [item], args }).flatMap((topic) => topic ?? []);
  return {
    address: "0x00000000000000000000000000000000000000c0",
    topics: topics as [Hex, ...Hex[]],
    data: encodeAbiParameters(
      open,
      open.map((input) => args[input.name ?? ""]),
    ),
    blockNumber: 7n,
    blockHash: HASH,
    blockTimestamp: 1_700_000_000n,
    transactionHash: HASH,
    transactionIndex: 0,
    logIndex: 3,
    removed: false,
  };
}

const order = (ref: string, first: number, quantity: number) =>
  concat([idToBytes16(ref), numberToHex(first, { size: 6 }), numberToHex(quantity, { size: 2 })]);

const [ONE, TWO] = [newId("act"), newId("act")];

const CASES: [name: string, args: Record<string, unknown>, facts: ChainFact[]][] = [
  [
    "OrdersMinted",
    { packed: concat([order(ONE, 1_000_000_001, 2), order(TWO, 2_000_000_001, 65_535)]) },
    [
      { name: "minted", actionId: ONE, firstTokenId: 1_000_000_001n, quantity: 2 },
      { name: "minted", actionId: TWO, firstTokenId: 2_000_000_001n, quantity: 65_535 },
    ],
  ],
  [
    "OrdersMinted",
    { packed: `0x${"00".repeat(24)}` },
    [{ name: "minted", actionId: "act_00000000000000000000000000", firstTokenId: 0n, quantity: 0 }],
  ],
  [
    "Transfer",
    { from: ADA, to: BEN, tokenId: 5n },
    [{ name: "transferred", tokenId: 5n, from: ADA, to: BEN }],
  ],
  [
    "TicketsCheckedIn",
    { tokenIds: [5n, 2n ** 255n] },
    [
      { name: "checked_in", tokenId: 5n },
      { name: "checked_in", tokenId: 2n ** 255n },
    ],
  ],
  ["CheckInsUndone", { tokenIds: [5n] }, [{ name: "check_in_undone", tokenId: 5n }]],
  ["TicketsInvalidated", { tokenIds: [5n], reason: 3 }, [{ name: "invalidated", tokenId: 5n, reason: 3 }]],
  [
    "TicketsPurchased",
    { nonce: 9n, buyer: ADA, firstTokenId: 5n, quantity: 2n, unitPrice: 7n },
    [{ name: "purchased", nonce: 9n, buyer: ADA, firstTokenId: 5n, quantity: 2n, unitPrice: 7n }],
  ],
  ["TicketResold", { tokenId: 5n, price: 7n }, [{ name: "resold", tokenId: 5n, price: 7n }]],
  [
    "TicketRefunded",
    { tokenId: 5n, holder: ADA, to: BEN, amount: 7n },
    [{ name: "refunded", tokenId: 5n, holder: ADA, to: BEN, amount: 7n }],
  ],
  ["SignaturesRevoked", { tokenId: 5n, nonce: 4n }, [{ name: "signatures_revoked", tokenId: 5n, nonce: 4n }]],
  ["Cancelled", {}, [{ name: "cancelled" }]],
  ["PauseSet", { paused: true }, [{ name: "pause_set", isPaused: true }]],
  [
    "OperatorSet",
    { operator: ADA, allowed: false },
    [{ name: "operator_set", operator: ADA, isAllowed: false }],
  ],
  [
    "OwnershipTransferred",
    { previousOwner: ADA, newOwner: BEN },
    [{ name: "ownership_transferred", from: ADA, to: BEN }],
  ],
  [
    "EventExtended",
    { endsAt: 10, resaleClosesAt: 9, maxPerWallet: 0 },
    [{ name: "event_extended", endsAt: 10n, resaleClosesAt: 9n, maxPerWallet: 0n }],
  ],
  [
    "TicketTypeSet",
    { ticketType: 2n, supply: 50n, price: 7n },
    [{ name: "ticket_type_set", ticketType: 2, supply: 50, price: 7n }],
  ],
  ["ProceedsWithdrawn", { to: BEN, amount: 7n }, [{ name: "proceeds_withdrawn", to: BEN, amount: 7n }]],
  [
    "OfferFilled",
    { tickets: CONTRACT, tokenId: 5n, seller: ADA, buyer: BEN, price: 7n, royalty: 1n },
    [{ name: "offer_filled", tokenId: 5n, seller: ADA, buyer: BEN, price: 7n, royalty: 1n }],
  ],
  ["Approval", { owner: ADA, approved: BEN, tokenId: 5n }, []],
];

describe("a log", () => {
  test.for(CASES)("says what its event means: %s", ([name, args, facts]) => {
    const placed = decodeLogs([logOf(name, args)]);
    expect(placed.map(({ fact }) => fact)).toEqual(facts);
    for (const [position, fact] of placed.entries()) {
      expect(fact).toMatchObject({ contract: CONTRACT, blockNumber: 7, logIndex: 3, position });
      expect(fact.at).toEqual(new Date(1_700_000_000_000));
    }
  });

  test("whose node tells no time has none", () => {
    const { blockTimestamp: _, ...log } = logOf("Cancelled", {});
    expect(decodeLogs([log])).toMatchObject([{ at: null }]);
  });

  test("that is cut short is refused", () => {
    const log = logOf("TicketResold", { tokenId: 5n, price: 7n });
    expect(() => decodeLogs([{ ...log, data: "0x00" }])).toThrow("no word 0");
  });
});

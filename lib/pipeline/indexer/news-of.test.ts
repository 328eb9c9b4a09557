import { type Address, type Hash, zeroAddress } from "viem";
import { expect, test } from "vitest";
import type { ChainFact } from "@/lib/chain/chain-fact";
import { newsOf } from "./news-of";

const CONTRACT: Address = "0x1000000000000000000000000000000000000001";
const ALICE: Address = "0x2000000000000000000000000000000000000002";
const BOB: Address = "0x3000000000000000000000000000000000000003";
const HASH: Hash = `0x${"4".repeat(64)}`;

const typesOf = (...facts: ChainFact[]) =>
  newsOf(
    facts.map((fact, logIndex) => ({
      contract: CONTRACT,
      blockNumber: 1,
      blockHash: HASH,
      txHash: HASH,
      logIndex,
      position: 0,
      at: new Date(0),
      fact,
    })),
  ).map(({ type, tokenId }) => `${type} ${tokenId}`);

const moved = (tokenId: bigint, from: Address, to: Address): ChainFact => {
  return { name: "transferred", tokenId, from, to };
};

test("a ticket that is minted into custody, handed out, given away and sold is told as each of these", () => {
  expect(
    typesOf(
      moved(1n, zeroAddress, CONTRACT),
      moved(1n, CONTRACT, ALICE),
      moved(1n, ALICE, BOB),
      moved(1n, BOB, ALICE),
      { name: "resold", tokenId: 1n, price: 5n },
    ),
  ).toEqual(["ticket.issued 1", "ticket.claimed 1", "ticket.transferred 1", "ticket.resold 1"]);
});

test("a sale is of its own ticket's move, and takes no other's", () => {
  expect(
    typesOf(moved(1n, ALICE, BOB), moved(2n, ALICE, BOB), { name: "resold", tokenId: 1n, price: 5n }),
  ).toEqual(["ticket.resold 1", "ticket.transferred 2"]);
});

test("check-ins, invalidations and cancellations are told, and nothing else", () => {
  expect(
    typesOf(
      { name: "checked_in", tokenId: 1n },
      { name: "check_in_undone", tokenId: 1n },
      { name: "invalidated", tokenId: 2n, reason: 0 },
      { name: "signatures_revoked", tokenId: 2n, nonce: 1n },
      { name: "pause_set", isPaused: true },
      { name: "cancelled" },
    ),
  ).toEqual(["ticket.checked_in 1", "ticket.invalidated 2", "event.cancelled null"]);
});

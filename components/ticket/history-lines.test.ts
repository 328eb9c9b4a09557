import { describe, expect, it } from "vitest";
import type { HistoryEntry } from "@/lib/services/ticket/schema";
import { historyLines } from "./history-lines";

const CONTRACT = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const ADA = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const BOB = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const ZERO = "0x0000000000000000000000000000000000000000";

const onChain = (change: Partial<Extract<HistoryEntry, { source: "chain" }>>): HistoryEntry => ({
  source: "chain",
  at: "2026-06-01T10:00:00.000Z",
  name: "transferred",
  from: ZERO,
  to: ADA,
  txHash: "0xabc",
  blockNumber: 7,
  ...change,
});

const scanned = (change: object): HistoryEntry => ({
  source: "scan",
  at: "2026-06-12T17:42:00.700Z",
  scan: {
    id: "scn_1",
    ticketId: "tkt_1",
    type: "entry",
    result: "admitted",
    at: "2026-06-12T17:42:00.700Z",
    receivedAt: "2026-06-12T17:42:00.700Z",
    gate: "North",
    deviceId: null,
    nonce: null,
    by: "key_1",
    undoneAt: null,
    ...change,
  },
});

const ticket = { invalidation: null, event: { contractAddress: CONTRACT } };
const lines = (...entries: HistoryEntry[]) => historyLines({ ticket, entries, admissions: [] });
const words = (...entries: HistoryEntry[]) => lines(...entries).map(({ title, detail }) => [title, detail]);

describe("historyLines", () => {
  it("tells issuing, claiming and passing on apart", () => {
    expect(words(onChain({}))).toEqual([["Issued", "to 0x7099…79C8"]]);
    expect(words(onChain({ to: CONTRACT }))).toEqual([["Issued", "to the contract's custody"]]);
    expect(words(onChain({ from: CONTRACT }))).toEqual([["Claimed", "by 0x7099…79C8"]]);
    expect(words(onChain({ from: ADA, to: BOB }))).toEqual([
      ["Transferred", "from 0x7099…79C8 to 0x3C44…93BC"],
    ]);
  });

  it("puts the latest first, and the chain's record after the scan that caused it in the same second", () => {
    const recorded = onChain({ name: "checked_in", at: "2026-06-12T17:42:00.000Z" });
    expect(lines(onChain({}), recorded, scanned({})).map(({ title }) => title)).toEqual([
      "Check-in is on the chain",
      "Checked in",
      "Issued",
    ]);
  });

  it("shows an undone check-in as two things that happened", () => {
    expect(words(scanned({ undoneAt: "2026-06-12T17:50:00.000Z" }))).toEqual([
      ["Check-in undone", null],
      ["Checked in", "Gate North"],
    ]);
  });

  it("says why a guest was turned away, and where", () => {
    expect(words(scanned({ result: "refused", code: "already_checked_in" }))).toEqual([
      ["Turned away", "already checked in · Gate North"],
    ]);
  });

  it("gives only what stands on the chain a transaction", () => {
    expect(lines(onChain({}), scanned({})).map(({ txHash }) => txHash)).toEqual([null, "0xabc"]);
  });

  it("shows an invalidation at once, with its reason", () => {
    const invalidation = { at: "2026-06-03T00:00:00.000Z", reason: "fraud" } as const;
    expect(historyLines({ ticket: { ...ticket, invalidation }, entries: [], admissions: [] })).toEqual([
      expect.objectContaining({ title: "Invalidated", detail: "It was reported as fraud" }),
    ]);
  });
});

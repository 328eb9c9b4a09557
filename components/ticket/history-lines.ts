import { shorten } from "@/components/ui/shorten";
import type { Tone } from "@/components/ui/tone";
import type { HistoryEntry, PublicTicketOutput } from "@/lib/services/ticket/schema";

/** One line of a ticket's history, in words. */
export type HistoryLine = {
  at: string;
  title: string;
  detail: string | null;
  tone: Tone;
  /** Only what stands on the chain has one. */
  txHash: string | null;
};

type Admission = { at: string; gate: string | null; undoneAt: string | null };
type ChainEntry = Extract<HistoryEntry, { source: "chain" }>;
type ScanEntry = Extract<HistoryEntry, { source: "scan" }>;

const ZERO_ADDRESS = /^0x0{40}$/;

/**
 * A ticket's history in words, latest first. A check-in stands in it twice: when the gate admitted the guest, and when
 * the chain had it.
 */
export function historyLines(options: {
  ticket: Pick<PublicTicketOutput, "invalidation"> & { event: { contractAddress: string | null } };
  entries: readonly HistoryEntry[];
  /** What the holder may know of scans, where the entries themselves hold none. */
  admissions: readonly Admission[];
}): HistoryLine[] {
  const { ticket, entries, admissions } = options;
  const lines = [
    ...entries.flatMap((entry) =>
      entry.source === "chain" ? [chainLine(entry, ticket.event.contractAddress)] : scanLines(entry),
    ),
    ...admissions.flatMap(admissionLines),
    ...(ticket.invalidation ? [invalidationLine(ticket.invalidation)] : []),
  ];
  return lines.sort((a, b) => second(b) - second(a) || Number(b.txHash !== null) - Number(a.txHash !== null));
}

/** Blocks count whole seconds; within one, what stands on the chain came after what caused it. */
function second({ at }: HistoryLine): number {
  return Math.floor(Date.parse(at) / 1_000);
}

function chainLine(entry: ChainEntry, contract: string | null): HistoryLine {
  const { at, txHash } = entry;
  switch (entry.name) {
    case "transferred":
      return { at, txHash, ...transferWords(entry, contract) };
    case "checked_in":
      return { at, txHash, title: "Check-in is on the chain", detail: null, tone: "info" };
    case "check_in_undone":
      return { at, txHash, title: "Undone check-in is on the chain", detail: null, tone: "neutral" };
    case "invalidated":
      return { at, txHash, title: "Invalidation is on the chain", detail: null, tone: "danger" };
    default:
      return { at, txHash, title: entry.name, detail: null, tone: "neutral" };
  }
}

function transferWords({ from, to }: ChainEntry, contract: string | null) {
  const isCustody = (address: string | null) => address !== null && address === contract;
  const name = (address: string | null) =>
    isCustody(address) ? "the contract's custody" : shorten(address ?? "");
  if (from !== null && ZERO_ADDRESS.test(from)) {
    return { title: "Issued", detail: `to ${name(to)}`, tone: "success" as const };
  }
  if (isCustody(from)) return { title: "Claimed", detail: `by ${name(to)}`, tone: "success" as const };
  return { title: "Transferred", detail: `from ${name(from)} to ${name(to)}`, tone: "info" as const };
}

function scanLines({ scan }: ScanEntry): HistoryLine[] {
  const place = gateWords(scan.gate);
  if (scan.result === "refused") {
    const why = (scan.code && REFUSALS[scan.code]) ?? "refused";
    const detail = [why, place].filter(Boolean).join(" · ");
    return [{ at: scan.at, title: "Turned away", detail, tone: "warn", txHash: null }];
  }
  if (scan.type === "exit")
    return [{ at: scan.at, title: "Left", detail: place, tone: "neutral", txHash: null }];
  return admissionLines(scan);
}

function admissionLines({ at, gate, undoneAt }: Admission): HistoryLine[] {
  const admitted: HistoryLine = {
    at,
    title: "Checked in",
    detail: gateWords(gate),
    tone: "info",
    txHash: null,
  };
  if (undoneAt === null) return [admitted];
  return [admitted, { at: undoneAt, title: "Check-in undone", detail: null, tone: "neutral", txHash: null }];
}

function invalidationLine({ at, reason }: NonNullable<PublicTicketOutput["invalidation"]>): HistoryLine {
  const why = INVALIDATION_WORDS[reason];
  const detail = why.charAt(0).toUpperCase() + why.slice(1);
  return { at, title: "Invalidated", detail, tone: "danger", txHash: null };
}

function gateWords(gate: string | null): string | null {
  return gate ? `Gate ${gate}` : null;
}

const REFUSALS: Readonly<Record<string, string>> = {
  already_checked_in: "already checked in",
  ticket_invalidated: "invalidated",
  event_cancelled: "event cancelled",
  check_in_closed: "check-in closed",
  not_yet_issued: "not issued",
};

/** Why a ticket no longer admits, as the rest of a sentence. */
export const INVALIDATION_WORDS = {
  refunded: "it was refunded",
  cancelled: "it was cancelled",
  fraud: "it was reported as fraud",
  duplicate: "it is a duplicate",
  other: "the organiser withdrew it",
} as const satisfies Record<NonNullable<PublicTicketOutput["invalidation"]>["reason"], string>;

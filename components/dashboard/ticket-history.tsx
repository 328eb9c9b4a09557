import { Ban, Blocks, CircleX, LogIn, LogOut, Send, Sparkles, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { zeroAddress } from "viem";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { DateTime } from "@/components/ui/date-time";
import { shorten } from "@/components/ui/shorten";
import { TONE_SOFT, type Tone } from "@/components/ui/tone";
import type { HistoryEntry } from "@/lib/services/ticket/schema";
import { formatCount } from "./format-count";
import { TransactionLink } from "./transaction-link";

type ChainEntry = Extract<HistoryEntry, { source: "chain" }>;
type Scan = Extract<HistoryEntry, { source: "scan" }>["scan"];
type Line = { title: string; icon: ReactNode; tone: Tone };

type TicketHistoryProps = { history: readonly HistoryEntry[]; timeZone: string; viewerId: string };

/** Everything that happened to a ticket, at the gates and on the chain, newest first. */
export function TicketHistory({ history, timeZone, viewerId }: TicketHistoryProps) {
  return (
    <Card>
      <CardHeader title="History" />
      <CardBody className="pt-4 sm:pt-4">
        {history.length === 0 ? (
          <p className="text-muted-foreground text-sm">
            Nothing yet. Scans and what the chain says will stand here.
          </p>
        ) : (
          <ol className="flex flex-col">
            {history.toReversed().map((entry) => (
              <HistoryItem key={keyOf(entry)} entry={entry} timeZone={timeZone} viewerId={viewerId} />
            ))}
          </ol>
        )}
      </CardBody>
    </Card>
  );
}

function HistoryItem({
  entry,
  timeZone,
  viewerId,
}: {
  entry: HistoryEntry;
  timeZone: string;
  viewerId: string;
}) {
  const { title, icon, tone } = entry.source === "chain" ? lineOfChain(entry) : lineOfScan(entry.scan);
  return (
    <li className="group relative flex gap-3 pb-5 last:pb-0">
      <span
        aria-hidden="true"
        className="absolute top-8 bottom-0 left-4 w-px -translate-x-1/2 bg-border group-last:hidden"
      />
      <span
        aria-hidden="true"
        className={cn("grid size-8 shrink-0 place-items-center rounded-full [&_svg]:size-4", TONE_SOFT[tone])}
      >
        {icon}
      </span>
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-medium leading-8">{title}</span>
          <DateTime value={entry.at} timeZone={timeZone} format="short" className="text-muted-foreground" />
        </p>
        <div className="flex flex-wrap items-center gap-x-2 text-muted-foreground">
          {entry.source === "chain" ? (
            <>
              Block {formatCount(entry.blockNumber)} · <TransactionLink hash={entry.txHash} />
            </>
          ) : (
            scanDetail(entry.scan, viewerId)
          )}
        </div>
      </div>
    </li>
  );
}

function keyOf(entry: HistoryEntry): string {
  return entry.source === "scan" ? entry.scan.id : `${entry.txHash}-${entry.name}-${entry.to ?? ""}`;
}

function lineOfChain(entry: ChainEntry): Line {
  switch (entry.name) {
    case "transferred":
      return entry.from === zeroAddress
        ? { title: "Issued on the chain", icon: <Sparkles />, tone: "success" }
        : {
            title: entry.to ? `Passed on to ${shorten(entry.to)}` : "Passed on",
            icon: <Send />,
            tone: "info",
          };
    case "checked_in":
      return { title: "Check-in recorded on the chain", icon: <Blocks />, tone: "info" };
    case "check_in_undone":
      return { title: "Undone on the chain", icon: <Blocks />, tone: "neutral" };
    case "invalidated":
      return { title: "Invalidated on the chain", icon: <Ban />, tone: "danger" };
    default:
      return { title: entry.name, icon: <Blocks />, tone: "neutral" };
  }
}

function lineOfScan(scan: Scan): Line {
  if (scan.result === "refused") {
    return {
      title: `Refused: ${REFUSAL_WORDS[scan.code ?? ""] ?? scan.code}`,
      icon: <CircleX />,
      tone: "danger",
    };
  }
  if (scan.undoneAt) return { title: "Checked in, then undone", icon: <Undo2 />, tone: "neutral" };
  if (scan.type === "exit") return { title: "Left", icon: <LogOut />, tone: "info" };
  return { title: "Checked in", icon: <LogIn />, tone: "success" };
}

const REFUSAL_WORDS: Readonly<Record<string, string>> = {
  already_checked_in: "checked in already",
  ticket_invalidated: "invalidated",
  event_cancelled: "event cancelled",
  check_in_closed: "check-in closed",
  not_yet_issued: "never issued",
  not_checked_in: "not checked in",
};

function scanDetail(scan: Scan, viewerId: string): string {
  const by =
    scan.by === viewerId ? "by you" : scan.by.startsWith("key_") ? "through the API" : "by a colleague";
  return [scan.gate, by].filter(Boolean).join(" · ");
}

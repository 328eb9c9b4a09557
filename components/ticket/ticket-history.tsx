import { TransactionLink } from "@/components/dashboard/transaction-link";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { DateTime } from "@/components/ui/date-time";
import { TONE_FILL } from "@/components/ui/tone";
import type { HistoryLine } from "./history-lines";

type TicketHistoryProps = {
  lines: readonly HistoryLine[];
  timeZone: string;
};

/** Everything that happened to a ticket, latest first, each with the transaction that proves it. */
export function TicketHistory({ lines, timeZone }: TicketHistoryProps) {
  return (
    <Card>
      <CardHeader title="History" />
      <CardBody>
        {lines.length === 0 ? (
          <p className="text-muted-foreground text-sm">
            Nothing yet. It begins when the chain has the ticket.
          </p>
        ) : (
          <ol className="grid">
            {lines.map((line, index) => (
              <li
                key={`${line.at}${line.title}${line.txHash}`}
                className="relative flex gap-3 pb-5 text-sm last:pb-0"
              >
                {index < lines.length - 1 ? (
                  <span
                    aria-hidden="true"
                    className="absolute top-3 bottom-0 left-[0.3125rem] w-px bg-border"
                  />
                ) : null}
                <span
                  aria-hidden="true"
                  className={cn(
                    "relative mt-1.5 size-[0.6875rem] shrink-0 rounded-full ring-4 ring-card",
                    TONE_FILL[line.tone],
                  )}
                />
                <div className="min-w-0 flex-1">
                  <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                    <span className="font-medium">{line.title}</span>
                    <DateTime
                      value={line.at}
                      timeZone={timeZone}
                      format="short"
                      className="text-muted-foreground text-xs tabular-nums"
                    />
                  </p>
                  {line.detail ? <p className="text-muted-foreground">{line.detail}</p> : null}
                  {line.txHash ? (
                    <p className="flex items-center gap-1.5 text-muted-foreground">
                      Transaction
                      <TransactionLink hash={line.txHash} />
                    </p>
                  ) : null}
                </div>
              </li>
            ))}
          </ol>
        )}
      </CardBody>
    </Card>
  );
}

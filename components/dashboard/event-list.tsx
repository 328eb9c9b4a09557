import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { StatusBadge } from "@/components/ui/status-badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { EventOutput, EventStatsOutput } from "@/lib/services/event/schema";
import { EventMark } from "./event-mark";
import { formatCount } from "./format-count";
import { isUnderWay } from "./is-under-way";

export type ListedEvent = { event: EventOutput; totals: EventStatsOutput["totals"] };

/** The organisation's events, newest first. */
export function EventList({ events }: { events: readonly ListedEvent[] }) {
  return (
    <Card className="overflow-hidden">
      <Table caption="Your events">
        <TableHeader>
          <TableRow>
            <TableHead>Event</TableHead>
            <TableHead>When</TableHead>
            <TableHead numeric>Issued</TableHead>
            <TableHead numeric>Checked in</TableHead>
            <TableHead>Status</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {events.map(({ event, totals }) => (
            <EventRow key={event.id} event={event} totals={totals} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function EventRow({ event, totals }: ListedEvent) {
  return (
    <TableRow className="relative">
      <TableCell main className="max-md:justify-start">
        <span className="flex min-w-0 items-center gap-3">
          <EventMark eventId={event.id} />
          <span className="min-w-0">
            <Link
              href={`/dashboard/events/${event.id}`}
              className="block font-medium after:absolute after:inset-0 after:content-['']"
            >
              {event.name}
            </Link>
            {event.venue ? (
              <span className="block truncate font-normal text-muted-foreground text-sm">
                {event.venue.name}
              </span>
            ) : null}
          </span>
        </span>
      </TableCell>
      <TableCell label="When" className="whitespace-nowrap">
        <DateTime value={event.startsAt} timeZone={event.timeZone} format="short" />
      </TableCell>
      <TableCell label="Issued" numeric className="whitespace-nowrap">
        <span>
          {formatCount(totals.issued)}{" "}
          <span className="text-muted-foreground">of {formatCount(totals.supply)}</span>
        </span>
      </TableCell>
      <TableCell label="Checked in" numeric>
        {formatCount(totals.checkedIn)}
      </TableCell>
      <TableCell label="Status">
        {isUnderWay(event.chain) ? (
          <Badge tone="info" dot="pulse">
            Publishing
          </Badge>
        ) : (
          <StatusBadge kind="event" status={event.status} />
        )}
      </TableCell>
    </TableRow>
  );
}

import Link, { useLinkStatus } from "next/link";
import { cn } from "@/components/ui/cn";
import { formatDateTime } from "@/components/ui/format-time";
import { Hash } from "@/components/ui/hash";
import { Spinner } from "@/components/ui/spinner";
import { StatusBadge } from "@/components/ui/status-badge";
import { Ticket, TicketCover, TicketSerial, TicketStub } from "@/components/ui/ticket";
import type { KnownTicket } from "./known-ticket";
import type { MyTicket } from "./my-ticket";
import { seatLine } from "./seat-label";

/** One ticket in a list; all of it leads to the ticket's page. */
export function TicketCard({ ticket }: { ticket: MyTicket }) {
  return ticket.known ? <KnownCard ticket={ticket} known={ticket.known} /> : <UnknownCard ticket={ticket} />;
}

function KnownCard({ ticket, known }: { ticket: MyTicket; known: KnownTicket }) {
  const { event } = known;
  const seat = seatLine(known.seat);
  const isSpent = ticket.status === "checked_in" || ticket.status === "invalidated";
  return (
    <Ticket className="relative h-full transition-transform duration-150 focus-within:-translate-y-0.5 hover:-translate-y-0.5">
      <TicketCover seed={event.id} spent={isSpent || event.status === "cancelled"} className="p-4 sm:p-5">
        <p className="text-ink-foreground/85 text-sm">
          {formatDateTime({ date: new Date(event.startsAt), timeZone: event.timeZone, format: "full" })}
        </p>
        <h3 className="mt-1 font-semibold text-heading">
          <Link
            href={`/tickets/${known.id}`}
            className="rounded-sm outline-offset-4 after:absolute after:inset-0 after:z-10 focus-visible:outline-ink-foreground"
          >
            {event.name}
            <PendingMark />
          </Link>
        </h3>
        {event.venue ? <p className="mt-0.5 text-ink-foreground/85 text-sm">{event.venue.name}</p> : null}
      </TicketCover>
      <TicketStub className="flex items-end justify-between gap-4 p-4 sm:p-5">
        <div className="min-w-0">
          <p className="font-medium text-sm">{known.ticketType.name}</p>
          {seat ? <p className="text-muted-foreground text-sm">{seat}</p> : null}
          {ticket.tokenId ? <TicketSerial className="text-xs">{ticket.tokenId}</TicketSerial> : null}
        </div>
        <div className="flex shrink-0 flex-col items-end gap-1.5">
          {event.status === "cancelled" ? <StatusBadge kind="event" status="cancelled" /> : null}
          <StatusBadge kind="ticket" status={ticket.status} />
        </div>
      </TicketStub>
    </Ticket>
  );
}

/** Shows that the press was heard while the ticket's page is on its way. */
function PendingMark() {
  const { pending } = useLinkStatus();
  return (
    <span className={cn("ml-2 inline-flex align-middle", pending ? "opacity-100" : "opacity-0")}>
      <Spinner />
    </span>
  );
}

/** A token that the wallet holds although this server has no ticket for it: minted by other means than ours. */
function UnknownCard({ ticket }: { ticket: MyTicket }) {
  return (
    <article className="flex h-full flex-col justify-between gap-4 rounded-ticket border border-input/60 border-dashed p-4 sm:p-5">
      <div>
        <h3 className="font-semibold">A ticket this server does not know</h3>
        <p className="mt-1 text-muted-foreground text-sm">
          The chain says it is yours. It was not issued through this server, so nothing more is known of it
          here.
        </p>
      </div>
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 text-sm">
          <TicketSerial className="text-xs">{ticket.tokenId}</TicketSerial>
          {ticket.contract ? (
            <p className="text-muted-foreground">
              Contract <Hash value={ticket.contract} what="contract address" />
            </p>
          ) : null}
        </div>
        <StatusBadge kind="ticket" status={ticket.status} />
      </div>
    </article>
  );
}

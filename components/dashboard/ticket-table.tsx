import Link from "next/link";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { shorten } from "@/components/ui/shorten";
import { StatusBadge } from "@/components/ui/status-badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { EventOutput } from "@/lib/services/event/schema";
import type { TicketOutput } from "@/lib/services/ticket/schema";
import { seatText } from "./seat-text";
import { ticketEmail, ticketTitle } from "./ticket-title";

type TicketTableProps = { event: EventOutput; tickets: readonly TicketOutput[] };

/** The event's tickets; each row leads to its ticket. */
export function TicketTable({ event, tickets }: TicketTableProps) {
  const typeNames = new Map(event.ticketTypes.map(({ id, name }) => [id, name]));
  return (
    <Card className="overflow-hidden">
      <Table caption={`Tickets of ${event.name}`}>
        <TableHeader>
          <TableRow>
            <TableHead>Guest</TableHead>
            <TableHead>Ticket</TableHead>
            <TableHead>Token</TableHead>
            <TableHead>Held by</TableHead>
            <TableHead>Status</TableHead>
            <TableHead>Chain</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {tickets.map((ticket) => (
            <TicketRow key={ticket.id} ticket={ticket} typeName={typeNames.get(ticket.ticketTypeId) ?? "–"} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function TicketRow({ ticket, typeName }: { ticket: TicketOutput; typeName: string }) {
  const title = ticketTitle(ticket);
  const email = ticketEmail(ticket);
  const seat = seatText(ticket.seat);
  return (
    <TableRow className="relative">
      <TableCell main>
        <div className="min-w-0">
          <Link
            href={`/dashboard/events/${ticket.eventId}/tickets/${ticket.id}`}
            className="block break-words font-medium after:absolute after:inset-0 after:content-['']"
          >
            {title}
          </Link>
          <Second>{email !== title ? email : null}</Second>
        </div>
      </TableCell>
      <TableCell label="Ticket">
        <div className="min-w-0 max-md:text-right">
          {typeName}
          <Second>{seat}</Second>
        </div>
      </TableCell>
      <TableCell label="Token" className="whitespace-nowrap">
        <div className="max-md:text-right">
          <span className="font-mono text-[0.8125rem]">{ticket.tokenId ?? "–"}</span>
          <Second>{ticket.externalId !== title ? ticket.externalId : null}</Second>
        </div>
      </TableCell>
      <TableCell label="Held by" className="whitespace-nowrap max-md:hidden">
        {ticket.custody ? (
          <span className="text-muted-foreground">Kept to be claimed</span>
        ) : (
          <code title={ticket.owner ?? undefined} className="font-mono text-[0.8125rem]">
            {ticket.owner ? shorten(ticket.owner) : "–"}
          </code>
        )}
      </TableCell>
      <TableCell label="Status">
        <StatusBadge kind="ticket" status={ticket.status} />
      </TableCell>
      {/* A phone has room for what matters: the chain, while it isn't done with the ticket. */}
      <TableCell label="Chain" className={cn(isSettled(ticket) && "max-md:hidden")}>
        <StatusBadge kind="chain" status={ticket.chain.state} />
      </TableCell>
    </TableRow>
  );
}

function isSettled({ chain }: TicketOutput): boolean {
  return chain.state === "confirmed" || chain.state === "final";
}

function Second({ children }: { children: string | null }) {
  return children ? (
    <span className="block break-words font-normal text-muted-foreground text-xs">{children}</span>
  ) : null;
}

import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { DateTime } from "@/components/ui/date-time";
import { type Detail, DetailList } from "@/components/ui/detail-list";
import { Hash } from "@/components/ui/hash";
import type { EventOutput } from "@/lib/services/event/schema";
import type { TicketOutput } from "@/lib/services/ticket/schema";
import { INVALIDATION_WORDS } from "./invalidation-words";
import { seatText } from "./seat-text";
import { ticketEmail } from "./ticket-title";

type TicketFactsProps = { ticket: TicketOutput; event: EventOutput; explorerUrl: string | null };

/** Who has which ticket. */
export function TicketFacts({ ticket, event, explorerUrl }: TicketFactsProps) {
  const type = event.ticketTypes.find(({ id }) => id === ticket.ticketTypeId);
  const seat = seatText(ticket.seat);
  const email = ticketEmail(ticket);
  const details: Detail[] = [
    { label: "Guest", value: ticket.attendee?.name ?? "No name given" },
    ...(email ? [{ label: "E-mail", value: <span className="break-all">{email}</span> }] : []),
    { label: "Ticket type", value: type?.name ?? "–" },
    ...(seat ? [{ label: "Seat", value: seat }] : []),
    { label: "Held by", value: <Holder ticket={ticket} explorerUrl={explorerUrl} /> },
    ...(ticket.externalId
      ? [{ label: "External id", value: <Copied text={ticket.externalId} what="external id" /> }]
      : []),
    ...(ticket.orderReference ? [{ label: "Order", value: ticket.orderReference }] : []),
    ...invalidationOf(ticket, event.timeZone),
  ];
  return (
    <Card>
      <CardHeader title="The ticket" />
      <CardBody className="pt-3 sm:pt-3">
        <DetailList details={details} />
      </CardBody>
    </Card>
  );
}

function Holder({ ticket, explorerUrl }: Pick<TicketFactsProps, "ticket" | "explorerUrl">) {
  if (ticket.custody) return "Kept by the contract until it is claimed";
  if (!ticket.owner) return "–";
  const href = explorerUrl ? `${explorerUrl}/address/${ticket.owner}` : undefined;
  return <Hash value={ticket.owner} what="holder's address" href={href} />;
}

function Copied({ text, what }: { text: string; what: string }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-0.5">
      <span className="break-all">{text}</span>
      <CopyButton value={text} what={what} />
    </span>
  );
}

function invalidationOf({ invalidation }: TicketOutput, timeZone: string): Detail[] {
  if (!invalidation) return [];
  return [
    {
      label: "Invalidated",
      value: (
        <>
          {INVALIDATION_WORDS[invalidation.reason]}
          <span className="block text-muted-foreground">
            <DateTime value={invalidation.at} timeZone={timeZone} format="short" />
          </span>
        </>
      ),
    },
    ...(invalidation.note ? [{ label: "Note", value: invalidation.note }] : []),
  ];
}

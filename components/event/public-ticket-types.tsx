import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { TONE_TEXT } from "@/components/ui/tone";
import type { PublicEventOutput } from "@/lib/services/event/schema";
import type { TicketTypeOutput } from "@/lib/services/ticket-type/schema";
import { availabilityOf } from "./public-availability";
import { formatPrice } from "./public-price";

/** What tickets there are, what they cost, and how to come by one. */
export function PublicTicketTypes({ event }: { event: PublicEventOutput }) {
  const isOpen = event.status === "published";
  return (
    <Card>
      <CardHeader title="Tickets" />
      <CardBody className="pt-3 sm:pt-3">
        <ul className="divide-y">
          {event.ticketTypes.map((type) => (
            <TicketType key={type.id} type={type} currency={event.currency} isOpen={isOpen} />
          ))}
        </ul>
        {isOpen ? <HowToGetOne organiser={event.organiser.name} /> : null}
      </CardBody>
    </Card>
  );
}

/** Nothing is sold here: says so plainly, and what to do instead. */
function HowToGetOne({ organiser }: { organiser: string }) {
  return (
    <div className="mt-5 grid gap-4 rounded-control bg-muted p-4 sm:grid-cols-[1fr_auto] sm:items-center">
      <p className="text-sm">
        Tickets are issued by the organiser, {organiser}; nothing is sold on this page. Ask them for one, and
        give them your wallet's address. The ticket then appears under My tickets by itself.
      </p>
      <Button asChild variant="secondary">
        <Link href="/tickets">My tickets</Link>
      </Button>
    </div>
  );
}

type TicketTypeProps = { type: TicketTypeOutput; currency: string; isOpen: boolean };

function TicketType({ type, currency, isOpen }: TicketTypeProps) {
  const availability = availabilityOf(type);
  return (
    <li className="flex items-start justify-between gap-6 py-4 last:pb-0">
      <div className="min-w-0">
        <h3 className="font-medium">{type.name}</h3>
        {type.description ? (
          <p className="mt-0.5 max-w-prose whitespace-pre-line text-muted-foreground text-sm">
            {type.description}
          </p>
        ) : null}
      </div>
      <div className="shrink-0 text-right">
        <p className="font-semibold tabular-nums">{formatPrice(type.price, currency)}</p>
        {isOpen ? (
          <p className={cn("text-sm tabular-nums", TONE_TEXT[availability.tone])}>{availability.text}</p>
        ) : null}
      </div>
    </li>
  );
}

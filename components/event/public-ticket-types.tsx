import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { TONE_TEXT } from "@/components/ui/tone";
import type { PublicEventOutput, TicketTypeOutput } from "@/lib/services/event/schema";
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
      </CardBody>
    </Card>
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

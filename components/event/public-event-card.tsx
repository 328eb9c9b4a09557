import Link from "next/link";
import { formatDateTime } from "@/components/ui/format-time";
import { Ticket, TicketCover, TicketStub } from "@/components/ui/ticket";
import type { PublicEventOutput } from "@/lib/services/event/schema";
import { PublicPoster } from "./public-poster";
import { priceRange } from "./public-price";

/** An event in a list; all of it leads to its page. */
export function PublicEventCard({ event }: { event: PublicEventOutput }) {
  const { venue, timeZone } = event;
  const starts = formatDateTime({ date: new Date(event.startsAt), timeZone, format: "full" });
  return (
    <Ticket className="relative h-full transition-transform duration-150 focus-within:-translate-y-0.5 hover:-translate-y-0.5">
      <TicketCover seed={event.id} className="grid min-h-44 content-end overflow-hidden">
        {event.imageUrl ? (
          <>
            <PublicPoster src={event.imageUrl} name={event.name} className="absolute inset-0 -z-10" />
            <span
              aria-hidden="true"
              className="absolute inset-0 -z-10 bg-linear-to-t from-ink-deep to-ink-deep/20"
            />
          </>
        ) : null}
        <p className="text-ink-foreground/90 text-sm">{starts}</p>
        <h3 className="mt-1 font-semibold text-xl leading-snug tracking-tight">
          <Link
            href={`/e/${event.slug}`}
            className="rounded-sm outline-offset-4 after:absolute after:inset-0 after:z-10 focus-visible:outline-ink-foreground"
          >
            {event.name}
          </Link>
        </h3>
      </TicketCover>
      <TicketStub className="flex items-baseline justify-between gap-4 py-4 text-sm sm:py-4">
        <p className="min-w-0 truncate text-muted-foreground">{venue?.name ?? event.organiser.name}</p>
        <p className="shrink-0 font-medium tabular-nums">
          {priceRange(
            event.ticketTypes.map((type) => type.price),
            event.currency,
          )}
        </p>
      </TicketStub>
    </Ticket>
  );
}
